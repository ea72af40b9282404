import type { ParticipantId } from '@wandcast/protocol';
import type { Players } from '../scoring/players.js';
import { ranksOf } from '../scoring/ranks.js';
import { Totals, type RoundResult, type Score } from '../scoring/scoring.js';

/** Recent rounds after which places are kept. */
const RECENT = 5;

type Ranks = ReadonlyMap<ParticipantId, number>;

/** Scores of the players, best first, and their ranks. */
interface Ranked {
  readonly scores: readonly Score[];
  readonly rank: Ranks;
}

/** Current and earlier ranks of all players. */
export interface Ranking extends Ranked {
  readonly score: ReadonlyMap<ParticipantId, Score>;
  /** Before the newest round. */
  readonly before: Ranked;
  /** Rank after each recent round, oldest first. */
  readonly history: readonly { readonly number: number; readonly rank: Ranks }[];
}

/**
 * Places after the rounds of an event. Those after earlier rounds are kept, because only the newest round changes while
 * people cast: sorting a thousand people for each of six rounds would take the main thread for 9 ms twice a second.
 */
export class Places {
  private players: Players = new Map();
  /** All rounds but the newest one, and what follows from them. */
  private earlier: readonly RoundResult[] = [];
  private totals = Totals.of([]);
  private before: Ranked = nobody;
  /** Ranks after the last ones of them, by their number. */
  private readonly ranks = new Map<number, Ranks>();

  /** @param results the same objects as at the last call, as long as they have not changed; so for `players` */
  after(results: readonly RoundResult[], players: Players): Ranking {
    const newest = results.at(-1);
    if (newest === undefined) return { ...nobody, score: new Map(), before: nobody, history: [] };
    this.continueWith(results.slice(0, -1), players, results.length - RECENT);
    const now = rankedIn(this.totals.with(newest), players);
    const ranks = new Map([...this.ranks, [results.length, now.rank]]);
    return {
      ...now,
      score: new Map(now.scores.map((one) => [one.participantId, one])),
      before: this.before,
      history: results
        .map(({ round }, i) => ({ number: round.number, rank: ranks.get(i + 1) ?? nobody.rank }))
        .slice(-RECENT),
    };
  }

  /** @param first number of the first round after which ranks are needed, minus one */
  private continueWith(earlier: readonly RoundResult[], players: Players, first: number): void {
    const isSame = players === this.players && this.earlier.every((result, i) => result === earlier[i]);
    if (!isSame) this.startOver();
    for (const [i, result] of earlier.entries()) {
      if (i < this.earlier.length) continue;
      this.totals.add(result);
      if (i < first && i < earlier.length - 1) continue;
      this.before = rankedIn(this.totals, players);
      this.ranks.set(i + 1, this.before.rank);
    }
    for (const count of this.ranks.keys()) if (count <= first) this.ranks.delete(count);
    [this.players, this.earlier] = [players, earlier];
  }

  private startOver(): void {
    this.earlier = [];
    this.totals = Totals.of([]);
    this.before = nobody;
    this.ranks.clear();
  }
}

const nobody: Ranked = { scores: [], rank: new Map() };

function rankedIn(totals: Totals, players: Players): Ranked {
  const scores = totals.scores().filter(({ participantId }) => players.has(participantId));
  const ranks = ranksOf(scores);
  return { scores, rank: new Map(scores.map(({ participantId }, i) => [participantId, ranks[i] ?? 0])) };
}
