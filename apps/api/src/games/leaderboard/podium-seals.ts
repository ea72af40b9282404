import type { Board, CastId, PodiumPlace, SpellId } from '@wandcast/protocol';
import { bestOf } from './leaderboard.js';
import type { RoundResult } from '../scoring/scoring.js';

export interface FoundSeal {
  readonly spell: SpellId | null;
  readonly seal: readonly number[];
}

/** People on the podium. */
const PLACES = 3;

/** The first three with the seal of the cast that brought each of them most. A seal is read once. */
export class PodiumSeals {
  private seals = new Map<CastId, FoundSeal>();

  constructor(private readonly find: (id: CastId) => Promise<FoundSeal | undefined>) {}

  async podium(rows: Board['rows'], results: readonly RoundResult[]): Promise<PodiumPlace[]> {
    const found = new Map<CastId, FoundSeal>();
    const places: PodiumPlace[] = [];
    for (const row of rows.slice(0, PLACES)) {
      const { id, nickname, sigil, metal, grove, rank, points, moved, streak } = row;
      const standing = { id, nickname, sigil, metal, grove, rank, points, moved, streak };
      const best = bestOf(results, standing.id);
      const seal = best && (this.seals.get(best.castId) ?? (await this.find(best.castId)));
      if (best !== undefined && seal !== undefined) found.set(best.castId, seal);
      places.push({ ...standing, spell: seal?.spell ?? null, seal: seal?.seal ?? [] });
    }
    this.seals = found; // of others nobody will ask soon
    return places;
  }
}
