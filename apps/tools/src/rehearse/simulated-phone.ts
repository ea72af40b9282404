import { samplesOf, type Signal } from '@wandcast/gesture';
import {
  channelsOf,
  type CastId,
  type CastStart,
  type Profile,
  type Reaction,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { memoryStore, newKey, type Wand, type WandState } from '@wandcast/wand';
import { streamSamples } from '../room-client/perform-cast.js';
import { joinRoom, type RoomAddress } from '../room-client/join-room.js';

/** How long to keep trying to join: less for the first visit than for a return, ms. */
const FIRST_JOIN_TIMEOUT_MS = 120_000;
const REJOIN_TIMEOUT_MS = 600_000;

type CastIntent = Pick<CastStart, 'intent' | 'spell'>;

interface PhoneEvents {
  /** The room or the connection changed. */
  changed(): void;
  stored(castId: CastId, stored: StoredCast): void;
  refused(castId: CastId): void;
}

/** A simulated phone. Its key and its pending casts persist when the page is closed. */
export class SimulatedPhone {
  private readonly key = newKey();
  private readonly store = memoryStore();
  /** Finished casts that have no answer yet. */
  private readonly unanswered = new Set<CastId>();
  private wand: Wand | undefined;

  constructor(
    private readonly room: RoomAddress,
    private readonly profile: Profile,
    private readonly events: PhoneEvents,
  ) {}

  /** State of the current page, or of the last one. */
  get state(): WandState {
    return this.wand?.state ?? { kind: 'connecting' };
  }
  get waiting(): number {
    return this.unanswered.size;
  }
  isWaitingFor(castId: CastId): boolean {
    return this.unanswered.has(castId);
  }
  serverNow(): number {
    return this.wand?.serverNow() ?? Date.now();
  }

  /** Opens the page, which resends pending casts. @throws UsageError if the room refuses */
  async open(signal: AbortSignal): Promise<void> {
    const { key, store, profile } = this;
    const timeoutMs = this.wand === undefined ? FIRST_JOIN_TIMEOUT_MS : REJOIN_TIMEOUT_MS;
    const { wand, welcome } = await joinRoom(this.room, profile, { key, store, signal, timeoutMs });
    this.wand = wand;
    let known: Welcome | undefined = welcome;
    wand.on('state', (state) => {
      const current = 'welcome' in state ? state.welcome : undefined;
      const isSame = (['event', 'round', 'spells', 'teachingNeeds'] as const).every(
        (part) => current?.[part] === known?.[part],
      );
      known = current;
      if (!isSame) this.events.changed();
    });
    wand.on('result', ({ castId, stored }) => {
      if (this.unanswered.delete(castId)) this.events.stored(castId, stored);
    });
    wand.on('refused', ({ castId }) => {
      if (castId !== null && this.unanswered.delete(castId)) this.events.refused(castId);
    });
  }

  /** Closes the page. Casts in progress are lost; finished ones stay pending. */
  close(): void {
    this.wand?.leave();
  }

  react(reaction: Reaction): void {
    this.wand?.show.react(reaction);
  }

  /** Performs a cast in real time. @returns undefined if the page was closed before the cast ended */
  async cast(signal: Signal, intent: CastIntent): Promise<CastId | undefined> {
    const samples = samplesOf(signal);
    const [first] = samples;
    if (first === undefined || this.wand === undefined) return undefined;
    const recording = this.wand.startCast({ ...intent, source: 'simulated', channels: channelsOf(first) });
    await streamSamples(recording, samples, 1);
    if (!recording.open) return undefined;
    this.unanswered.add(recording.castId);
    recording.finish();
    return recording.castId;
  }
}
