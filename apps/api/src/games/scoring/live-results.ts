import type { Round } from '@wandcast/protocol';
import type { ScoringCache } from './scoring-cache.js';
import { Streaks, begunRounds, belongsTo, resultsAfter, type RoundResult } from './scoring.js';

/**
 * Results of the rounds of an event that goes on. Those that are final are kept, and their casts are not: an update costs
 * as much at the end of an evening as at its start.
 */
export class LiveResults {
  /** In the order of their rounds. The newest round is never among them: its casts are still shown. */
  private kept: readonly RoundResult[] = [];
  /** Those of the last update. */
  private known: readonly Round[] = [];
  /** After the kept results. */
  private streaks = new Streaks();
  /** Casts that began earlier are not there any more, ms since 1970. */
  private droppedUntil = -Infinity;

  constructor(private readonly cache: ScoringCache) {}

  /** Reads everything again at the next update, after casts were deleted or changed. */
  forget(): void {
    this.kept = [];
    this.streaks = new Streaks();
    this.cache.forgetCasts();
  }

  /** Reads the casts of the newest round again at the next update: some may have waited long for the database. */
  rereadNewest(newest: Round | null): void {
    if (newest !== null) this.cache.rereadFrom(newest.startsAt);
  }

  /**
   * Reads the casts stored since the last update. Not to be called again before it has ended.
   * @returns results as those of `resultsOf`, without casts if kept
   */
  async update(eventId: string, rounds: readonly Round[], now: () => number): Promise<readonly RoundResult[]> {
    try {
      const added = await this.cache.read(eventId, rounds);
      const isLate = added.some((cast) => this.kept.some(({ round }) => belongsTo(round, cast)));
      if (isLate || !this.isUpToDate(rounds, now())) {
        this.forget();
        this.cache.forgetPlayers();
      }
      if (this.cache.isStale) await this.cache.read(eventId, rounds);
    } catch (error) {
      this.forget(); // what was read in part is not new any more at the next update
      throw error;
    }
    this.known = [...rounds];
    const begun = begunRounds(rounds, now());
    const open = resultsAfter(this.streaks, begun.slice(this.kept.length), this.cache.casts, now());
    const results = [...this.kept, ...open];
    if (!this.cache.isStale) this.keep(open); // else it was forgotten during the read, and the next update reads all
    return results;
  }

  /**
   * Whether all rounds of the last update are as they were, and the casts of those without a kept result are still there.
   * A round that a moderator has changed is rare, and worth reading everything again.
   */
  private isUpToDate(rounds: readonly Round[], now: number): boolean {
    if (!this.known.every((round, i) => round === rounds[i] || JSON.stringify(round) === JSON.stringify(rounds[i])))
      return false;
    const next = begunRounds(rounds, now)[this.kept.length];
    return this.kept.length === 0 || (next !== undefined && next.startsAt >= this.droppedUntil);
  }

  /** Keeps the results of the settled rounds before the first one that is not, and drops the casts that began by then. */
  private keep(open: readonly RoundResult[]): void {
    const unsettled = open.findIndex(({ isSettled }, i) => !isSettled || i === open.length - 1);
    const settled = open.slice(0, Math.max(0, unsettled));
    for (const result of settled) this.streaks.count(result);
    this.kept = [...this.kept, ...settled.map((result) => ({ ...result, casts: [] }))];
    const next = open[settled.length];
    if (this.kept.length === 0 || next === undefined) return;
    this.droppedUntil = next.round.startsAt;
    this.cache.drop(this.droppedUntil);
  }
}
