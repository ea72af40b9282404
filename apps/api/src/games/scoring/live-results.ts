import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Round } from '@wandcast/protocol';
import { CastsByStart } from './casts-by-start.js';
import type { ScoringCache } from './scoring-cache.js';
import { Streaks, begunRounds, belongsTo, resultOf, type RoundResult } from './scoring.js';

/** Results that are final, in the order of their rounds, and the streaks after them. */
interface Settled {
  readonly results: readonly RoundResult[];
  readonly streaks: Streaks;
}

/**
 * Results of the rounds of an event that goes on. Those that are final are kept, and their casts are not: an update costs
 * as much at the end of an evening as at its start.
 */
export class LiveResults {
  /** The newest round is never among them: its casts are still shown. */
  private settled = settledOf([]);
  /** The others of the last update, as long as no cast of theirs is new. */
  private open: readonly RoundResult[] = [];
  /** Those of the last update. */
  private known: readonly Round[] = [];

  constructor(private readonly cache: ScoringCache) {}

  /** Reads everything again at the next update, after casts were deleted or changed. */
  forget(): void {
    this.forgetFrom(-Infinity);
  }

  /** Reads the casts of the newest round again at the next update: some may have waited long for the database. */
  rereadNewest(newest: Round | null): void {
    this.open = [];
    if (newest !== null) this.cache.rereadFrom(newest.startsAt);
  }

  /**
   * Reads the casts stored since the last update. Not to be called again before it has ended.
   * @returns results as those of `resultsOf`, without casts if kept; the same objects as long as they do not change
   */
  async update(eventId: string, rounds: readonly Round[], now: () => number): Promise<readonly RoundResult[]> {
    let { settled } = this;
    const read = (): ReturnType<ScoringCache['read']> => {
      ({ settled } = this); // it may be forgotten during the read, which continues it
      return this.cache.read(eventId, rounds, this.after(settled, rounds));
    };
    try {
      const added = this.cache.isStale ? [] : await read(); // first, because only this tells what is new in kept rounds
      this.forgetChanged(rounds, now());
      if (this.open.some(({ round }) => added.some((cast) => belongsTo(round, cast)))) this.open = [];
      const late = settled.results.find(({ round }) => added.some((cast) => belongsTo(round, cast)));
      if (late !== undefined) {
        this.forgetFrom(late.round.startsAt);
        this.cache.forgetPlayers();
      }
      if (this.cache.isStale) await read();
    } catch (error) {
      this.forget(); // what was read in part is not new any more at the next update
      throw error;
    }
    this.known = [...rounds];
    const open = await this.openResults(settled, begunRounds(rounds, now()), now());
    // Else it was forgotten meanwhile, and the next update reads it again.
    if (!this.cache.isStale && settled === this.settled) this.open = this.keep(open);
    return [...settled.results, ...open];
  }

  /** Forgets from the first round on that a moderator has changed. */
  private forgetChanged(rounds: readonly Round[], now: number): void {
    const before = new Map(this.known.map((round) => [round.id, round]));
    const starts: number[] = [];
    for (const round of rounds) {
      const was = before.get(round.id);
      before.delete(round.id);
      if (was === undefined) {
        if (round.startsAt <= this.cache.newest) starts.push(round.startsAt); // its casts may have been left out
      } else if (was !== round && JSON.stringify(was) !== JSON.stringify(round))
        starts.push(was.startsAt, round.startsAt);
    }
    for (const { startsAt } of before.values()) starts.push(startsAt); // gone
    const [begun, settled] = [begunRounds(rounds, now), this.settled.results.length];
    // The newest round was undone: the one before is the newest now.
    if (settled > 0 && begun.length <= settled) starts.push(begun.at(-1)?.startsAt ?? -Infinity);
    if (starts.length === 0) return;
    this.forgetFrom(Math.min(...starts));
    this.cache.forgetPlayers();
  }

  /** Forgets the rounds that began at this time or later, ms since 1970, and reads their casts again at the next update. */
  private forgetFrom(startsAt: number): void {
    this.settled = settledOf(this.settled.results.filter(({ round }) => round.startsAt < startsAt));
    this.open = [];
    this.cache.forgetCasts();
  }

  /** The rounds whose casts are needed. */
  private after({ results }: Settled, rounds: readonly Round[]): readonly Round[] {
    const last = results.at(-1)?.round.startsAt ?? -Infinity;
    return rounds.filter(({ startsAt }) => startsAt > last);
  }

  /** One round after another, so that casts do not wait for those of a long evening. */
  private async openResults(settled: Settled, begun: readonly Round[], now: number): Promise<readonly RoundResult[]> {
    const rounds = begun.slice(settled.results.length);
    const { open: before } = this;
    if (before.length === rounds.length && before.every(({ isSettled, round }, i) => isSettled && round === rounds[i]))
      return before;
    const [casts, streaks] = [new CastsByStart(this.cache.casts), settled.streaks.copy()];
    const open: RoundResult[] = [];
    for (const round of rounds) {
      if (open.length > 0) await nextTurn();
      const result = resultOf(round, casts.during(round), streaks, now);
      streaks.count(result);
      open.push(result);
    }
    return open;
  }

  /**
   * Keeps the results of the settled rounds before the first one that is not, and drops the casts that began by then.
   * @returns the others
   */
  private keep(open: readonly RoundResult[]): readonly RoundResult[] {
    const unsettled = open.findIndex(({ isSettled }, i) => !isSettled || i === open.length - 1);
    const added = open.slice(0, Math.max(0, unsettled)).map((result) => ({ ...result, casts: [] }));
    if (added.length > 0) this.settled = settledOf(added, this.settled);
    const next = open[added.length];
    if (this.settled.results.length > 0 && next !== undefined) this.cache.drop(next.round.startsAt);
    return open.slice(added.length);
  }
}

/** @param before results that they follow */
function settledOf(results: readonly RoundResult[], before?: Settled): Settled {
  const streaks = before === undefined ? new Streaks() : before.streaks.copy();
  for (const result of results) streaks.count(result);
  return { results: [...(before?.results ?? []), ...results], streaks };
}
