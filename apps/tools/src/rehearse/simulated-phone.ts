import type { Signal } from '@wandcast/gesture';
import {
  channelsOf,
  type CastId,
  type CastStart,
  type Profile,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { memoryStore, newKey, type Wand, type WandState } from '@wandcast/wand';
import { playInto, samplesOf } from '../room-client/perform-cast.js';
import { joinRoom } from '../room-client/join-room.js';

/** How long people wait at a door that does not answer: less where they have never been in, ms. */
const ARRIVE_MS = 120_000;
const RETURN_MS = 600_000;

type Said = Pick<CastStart, 'intent' | 'spell'>;

export interface PhoneEvents {
  /** The room is at something else, or the page is. */
  news(): void;
  stored(castId: CastId, stored: StoredCast): void;
  refused(castId: CastId): void;
}

/** A simulated phone: its key and what it keeps outlive its page. */
export class Phone {
  private readonly key = newKey();
  private readonly store = memoryStore();
  /** Casts whose hand came to rest and that have no answer yet. */
  private readonly unanswered = new Set<CastId>();
  private wand: Wand | undefined;

  constructor(
    private readonly room: { readonly url: string; readonly code: string },
    private readonly profile: Profile,
    private readonly events: PhoneEvents,
  ) {}

  /** Of the page that is open, or was open last. */
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

  /** Opens the page; what an earlier one kept is sent again. @throws UsageError where the room does not let it in */
  async open(leaving: AbortSignal): Promise<void> {
    const { key, store, profile } = this;
    const patienceMs = this.wand === undefined ? ARRIVE_MS : RETURN_MS;
    const { wand, welcome } = await joinRoom(this.room, profile, { key, store, leaving, patienceMs });
    this.wand = wand;
    let known: Welcome | undefined = welcome;
    wand.on('state', (state) => {
      const seen = 'welcome' in state ? state.welcome : undefined;
      const isSame = (['event', 'round', 'spells', 'needs'] as const).every((part) => seen?.[part] === known?.[part]);
      known = seen;
      if (!isSame) this.events.news();
    });
    wand.on('result', ({ castId, stored }) => {
      if (this.unanswered.delete(castId)) this.events.stored(castId, stored);
    });
    wand.on('refused', ({ castId }) => {
      if (castId !== null && this.unanswered.delete(castId)) this.events.refused(castId);
    });
  }

  /** Casts in progress are gone; finished ones are kept. */
  close(): void {
    this.wand?.leave();
  }

  /** A hand moves. @returns undefined where the page was closed before it came to rest */
  async cast(signal: Signal, said: Said): Promise<CastId | undefined> {
    const samples = samplesOf(signal);
    const [first] = samples;
    if (first === undefined || this.wand === undefined) return undefined;
    const recording = this.wand.startCast({ ...said, source: 'simulated', channels: channelsOf(first) });
    await playInto(recording, samples, 1);
    if (!recording.open) return undefined;
    this.unanswered.add(recording.castId);
    recording.finish();
    return recording.castId;
  }
}
