import { setTimeout as sleep } from 'node:timers/promises';
import { samplesOf } from '@wandcast/gesture';
import { channelsOf } from '@wandcast/protocol';
import { memoryStore, type CastStore, type Wand } from '@wandcast/wand';
import type { BenchCast } from '../../bench/load/bench-cast.js';
import { joinRoom, type RoomAddress } from '../../room-client/join-room.js';
import { streamSamples } from '../../room-client/perform-cast.js';
import { simulatedProfile } from '../../room-client/simulated-profile.js';
import type { CastLog } from './cast-log.js';

/** The load's casts last 2 to 3 s. So much faster they take 0.6 s, and a recovery is not hidden behind a long cast. */
const SPEED = 4;
/** A person pauses between two casts, ms: at least, and at most. */
export type Pause = readonly [least: number, most: number];
const PAUSE: Pause = [400, 1_600];
/** With so many casts without an answer, a person stops waving at a room that is gone. */
const MAX_PENDING = 4;

interface CastingWandEvents {
  /** The connection changed. */
  readonly changed: () => void;
  readonly log: CastLog;
}

/** What the store of a wand has to know of it. */
interface Status {
  participantId: string;
  isJoined: boolean;
  /** When the current or last connection was made, on the clock of `performance.now`. */
  joinedAt: number;
  /** When the newest cast began. */
  begunAt: number;
}

/** A person who casts all the time, also while the phone is offline, with the product's own client. */
export class CastingWand {
  private constructor(
    private readonly wand: Wand,
    private readonly status: Status,
  ) {}

  /** @param n number of the person  @throws UsageError if the room refuses them */
  static async join(
    room: RoomAddress,
    n: number,
    events: CastingWandEvents,
    stopped: AbortSignal,
  ): Promise<CastingWand> {
    const { changed, log } = events;
    const status: Status = { participantId: '', isJoined: true, joinedAt: 0, begunAt: 0 };
    const store = loggingStore(log, status);
    const { wand, welcome } = await joinRoom(room, simulatedProfile(n), { store, signal: stopped });
    status.participantId = welcome.participant.id;
    wand.on('state', ({ kind }) => {
      if (kind === 'joined' && !status.isJoined) status.joinedAt = performance.now();
      status.isJoined = kind === 'joined';
      changed();
    });
    wand.on('result', ({ castId }) => {
      log.stored(castId);
    });
    wand.on('refused', ({ castId, failure }) => {
      if (castId !== null) log.refused(castId, failure.code);
    });
    return new CastingWand(wand, status);
  }

  /** Whether it is in the room, over a connection that was made after `time`. */
  hasRejoined(time: number): boolean {
    return this.status.isJoined && this.status.joinedAt > time;
  }

  /** Casts until `signal` aborts; a cast in progress is finished. */
  async castUntil(
    signal: AbortSignal,
    casts: readonly BenchCast[],
    random: () => number,
    [least, most]: Pause = PAUSE,
  ): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      await sleep(least + (most - least) * random(), undefined, { signal }).catch(() => undefined);
      const cast = casts[Math.floor(random() * casts.length)];
      if (cast !== undefined && !isOver() && this.wand.waiting < MAX_PENDING) await this.cast(cast);
    }
  }

  leave(): void {
    this.wand.leave();
  }

  private async cast({ signal }: BenchCast): Promise<void> {
    const samples = samplesOf(signal);
    const [first] = samples;
    if (first === undefined) return;
    this.status.begunAt = performance.now();
    const opening = { intent: 'cast', spell: null, source: 'simulated', channels: channelsOf(first) } as const;
    const recording = this.wand.startCast(opening);
    await streamSamples(recording, samples, SPEED);
    recording.finish();
  }
}

/** A store in memory that also logs each finished cast. */
function loggingStore(log: CastLog, status: Status): CastStore {
  const store = memoryStore();
  return {
    ...store,
    put(cast) {
      const { participantId, begunAt, isJoined } = status;
      const { castId, count, checksum } = cast;
      log.add({ castId, participantId, count, checksum, begunAt, endedAt: performance.now(), kept: !isJoined });
      return store.put(cast);
    },
  };
}
