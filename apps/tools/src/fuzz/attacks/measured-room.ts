import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createLoadCasts } from '../../bench/load/bench-cast.js';
import { compareCasts, type StoredRow } from '../../chaos/check-stored-casts.js';
import type { CastEntry } from '../../chaos/load/cast-log.js';
import { Crew } from '../../chaos/load/crew.js';
import { mainThreadCpuMs, processRssMb } from '../../environment/process-usage.js';
import type { RoomAddress } from '../../room-client/join-room.js';
import type { FuzzedServer } from '../server/fuzzed-server.js';

/**
 * The wands cast the first 0.6 s of a movement, every 1.6 s, four times as often as people: about 30 casts a second of 50
 * wands. Their samples cost less than those of whole casts.
 */
const CAST_MS = 600;

/** Interval between two looks at the server's memory, ms. */
const LOOK_MS = 200;

/** How long casts may wait for their acknowledgement after an attack, ms; then they count as lost. */
const LAST_ANSWERS_MS = 60_000;

/** A time span on the clock of `performance.now`. */
export interface Span {
  readonly from: number;
  readonly until: number;
  /** The most memory of the server, MB. */
  readonly rssMb: number;
  /** How much of the time the server's main thread used a processor, from 0 to 1. */
  readonly mainThread: number;
}

/** The wands that cast beside the attacks, and the memory of their server. */
export class MeasuredRoom {
  private readonly crew: Crew;
  /** Casts that ended before this time are looked up. */
  private lookedUpUntil = 0;

  constructor(
    private readonly server: FuzzedServer,
    private readonly stopped: AbortSignal,
  ) {
    this.crew = new Crew(stopped);
  }

  async start(room: RoomAddress, wands: number, seed: number): Promise<void> {
    await this.crew.join(room, wands);
    this.crew.startCasting(createLoadCasts(seed, CAST_MS), seed);
  }

  get castCount(): number {
    return this.crew.log.acked.size;
  }

  get refusedCount(): number {
    return Object.values(this.crew.log.refusals).reduce((sum, count) => sum + count, 0);
  }

  get rssMb(): number {
    return processRssMb(this.server.pid);
  }

  /** Resident memory of the server after garbage collection, MB; Infinity if it has crashed. */
  async collectedMb(): Promise<number> {
    return this.server.crash() === undefined ? (await this.server.collectedMemory()).rssMb : Infinity;
  }

  /** Lets the room cast for so many ms. */
  async watch(ms: number): Promise<Span> {
    const [from, cpuMs] = [performance.now(), mainThreadCpuMs(this.server.pid)];
    let rssMb = this.rssMb;
    while (performance.now() - from < ms && this.server.crash() === undefined) {
      await sleep(LOOK_MS, undefined, { signal: this.stopped });
      rssMb = Math.max(rssMb, this.rssMb);
    }
    const until = performance.now();
    const mainThread = (mainThreadCpuMs(this.server.pid) - cpuMs) / (until - from);
    return { from, until, rssMb, mainThread };
  }

  /** Waits until every cast that ended before `time` is answered, or for a minute. */
  async answeredUntil(time: number): Promise<void> {
    const isWaiting = ({ endedAt }: CastEntry): boolean => endedAt < time;
    await this.crew.until(() => ![...this.crew.log.pending.values()].some(isWaiting), LAST_ANSWERS_MS);
  }

  /** How long casts that ended in a span waited for their acknowledgement, ms. */
  ackTimes({ from, until }: Span): number[] {
    const acked = [...this.crew.log.acked.values()].filter(({ endedAt }) => endedAt >= from && endedAt < until);
    return acked.map(({ ackedAt, endedAt }) => ackedAt - endedAt);
  }

  /**
   * Casts that ended since the last call, or since the start, and were not acknowledged, or that the database does not
   * have as they were sent. So that every cast is looked up, whatever takes time between two attacks.
   */
  async lostCount(until: number): Promise<number> {
    const from = this.lookedUpUntil;
    this.lookedUpUntil = until;
    const inSpan = <C extends CastEntry>(casts: ReadonlyMap<string, C>): Map<string, C> =>
      new Map([...casts].filter(([, { endedAt }]) => endedAt >= from && endedAt < until));
    const [acked, unanswered] = [inSpan(this.crew.log.acked), inSpan(this.crew.log.pending)];
    const check = compareCasts(acked, unanswered, await this.storedRows([...acked.keys()]));
    return check.lost + check.duplicates + check.wrongOwner + check.damaged + unanswered.size;
  }

  async leave(): Promise<void> {
    await this.crew.finish();
    if (this.server.crash() === undefined) await this.answeredUntil(performance.now());
    this.crew.leave();
  }

  private async storedRows(castIds: readonly string[]): Promise<StoredRow[]> {
    const client = new pg.Client({ connectionString: this.server.databaseUrl });
    await client.connect();
    try {
      const text = 'SELECT id, participant_id, count, checksum FROM casts WHERE id = ANY($1::uuid[])';
      return (await client.query<StoredRow>(text, [castIds])).rows;
    } finally {
      await client.end();
    }
  }
}
