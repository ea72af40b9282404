import type { Board, PodiumPlace } from '@wandcast/protocol';
import type { RoundResult } from '../scoring/scoring.js';
import { bestCastOf } from './leaderboard.js';
import type { ShownCasts } from './shown-casts.js';

/** Number of people on the podium. */
const PLACES = 3;

/** The best people, with the highest-scoring cast of each. */
export async function podiumOf(
  rows: Board['rows'],
  results: readonly RoundResult[],
  casts: ShownCasts,
): Promise<PodiumPlace[]> {
  const best = rows.slice(0, PLACES).map((row) => ({ ...row, castId: bestCastOf(results, row.id)?.castId }));
  const shown = await casts.list(best.flatMap(({ castId }) => castId ?? []));
  return best.map(({ castId, id, nickname, sigil, metal, grove, rank, points, moved, streak }) => {
    const { spell = null, seal = [], path = '' } = shown.find((cast) => cast.castId === castId) ?? {};
    return { id, nickname, sigil, metal, grove, rank, points, moved, streak, spell, seal, path };
  });
}
