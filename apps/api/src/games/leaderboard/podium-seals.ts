import type { Board, CastId, PodiumPlace, SpellId } from '@wandcast/protocol';
import { bestCastOf } from './leaderboard.js';
import type { RoundResult } from '../scoring/scoring.js';

interface FoundSeal {
  readonly spell: SpellId | null;
  readonly seal: readonly number[];
  readonly path: string;
}

/** Number of people on the podium. */
const PLACES = 3;

/** Adds the seal of each winner's highest-scoring cast. Caches the seals currently shown. */
export class PodiumSeals {
  private seals = new Map<CastId, FoundSeal>();

  constructor(private readonly find: (id: CastId) => Promise<FoundSeal | undefined>) {}

  async podium(rows: Board['rows'], results: readonly RoundResult[]): Promise<PodiumPlace[]> {
    const found = new Map<CastId, FoundSeal>();
    const places: PodiumPlace[] = [];
    for (const row of rows.slice(0, PLACES)) {
      const { id, nickname, sigil, metal, grove, rank, points, moved, streak } = row;
      const standing = { id, nickname, sigil, metal, grove, rank, points, moved, streak };
      const best = bestCastOf(results, standing.id);
      const seal = best && (this.seals.get(best.castId) ?? (await this.find(best.castId)));
      if (best !== undefined && seal !== undefined) found.set(best.castId, seal);
      places.push({ ...standing, spell: seal?.spell ?? null, seal: seal?.seal ?? [], path: seal?.path ?? '' });
    }
    this.seals = found; // drops seals that are no longer shown
    return places;
  }
}
