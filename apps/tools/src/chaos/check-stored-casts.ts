import type { CastEntry } from './load/cast-log.js';
import type { EmbeddedDatabase } from './site/embedded-database.js';

/** A row of the table `casts`. */
export interface StoredRow {
  readonly id: string;
  readonly participant_id: string;
  readonly count: number;
  /** A bigint, which PostgreSQL's driver reads as text. */
  readonly checksum: string;
}

/** How many casts are not as they should be. */
export interface StoredCheck {
  /** Acknowledged, but not in the database. */
  readonly lost: number;
  /** Rows beyond one for each cast: of a cast stored twice, or one that no wand made. */
  readonly duplicates: number;
  /** Stored for another participant. */
  readonly wrongOwner: number;
  /** Stored with another checksum or number of samples. */
  readonly damaged: number;
}

/** Compares the casts of all wands with what the database has. @param cast every finished cast, answered or not */
export function compareCasts(
  acked: ReadonlyMap<string, CastEntry>,
  unanswered: ReadonlyMap<string, CastEntry>,
  rows: readonly StoredRow[],
): StoredCheck {
  const seen = new Set<string>();
  let [duplicates, wrongOwner, damaged] = [0, 0, 0];
  for (const { id, participant_id, count, checksum } of rows) {
    const cast = acked.get(id) ?? unanswered.get(id);
    if (cast === undefined || seen.has(id)) {
      duplicates++;
      continue;
    }
    seen.add(id);
    if (cast.participantId !== participant_id) wrongOwner++;
    if (cast.count !== count || cast.checksum !== Number(checksum)) damaged++;
  }
  const lost = [...acked.keys()].filter((id) => !seen.has(id)).length;
  return { lost, duplicates, wrongOwner, damaged };
}

/** All casts of the database. */
export function readStoredCasts(database: EmbeddedDatabase): Promise<StoredRow[]> {
  return database.query<StoredRow>('SELECT id, participant_id, count, checksum FROM casts');
}
