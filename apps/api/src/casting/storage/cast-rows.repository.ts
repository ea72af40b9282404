import { Injectable } from '@nestjs/common';
import { FailureError, type CastId } from '@wandcast/protocol';
import pg from 'pg';
import { Database } from '../../platform/database/database.js';
import type { CastRow } from './cast-row.js';

/** Columns and their types, in the order of {@link columnsOf}: values that go through a query have none of their own. */
const TYPES = {
  ...{ id: 'uuid', event_id: 'uuid', participant_id: 'uuid', intent: 'text', spell_id: 'text', source: 'text' },
  ...{
    started_at: 'timestamptz',
    began_at: 'timestamptz',
    duration_ms: 'int',
    rate_hz: 'real',
    max_gap_ms: 'real',
    channels: 'smallint',
  },
  ...{ flipped: 'boolean', turned: 'smallint', hand: 'text' },
  ...{
    count: 'smallint',
    checksum: 'bigint',
    samples: 'bytea',
    shape: 'bytea',
    model_id: 'uuid',
    recognized_id: 'text',
  },
  probabilities: 'real[]',
};
const COLUMNS = Object.keys(TYPES).join(', ');
const TYPE_OF = Object.values(TYPES);

/** Foreign-key violation: the participant was deleted. */
const PARTICIPANT = 'casts_participant_id_fkey';

/** The hot insert: raw SQL, many rows a statement, because a COMMIT a cast costs ten times as much. */
@Injectable()
export class CastRowsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes the rows that are not there yet and were not deleted, in one statement and so in one COMMIT.
   * @param on a transaction of the caller's, if there is one
   * @returns the ids written now; the others were stored or deleted before
   * @throws FailureError `overloaded` if the database cannot be reached, `participant-forgotten` if a row's
   * person is, `internal` if it refuses the rows
   */
  async insert(rows: readonly CastRow[], on: Pick<pg.Pool, 'query'> = this.database.pool): Promise<Set<CastId>> {
    const values: unknown[] = [];
    const tuples = rows.map((row) => {
      const first = values.length;
      const columns = columnsOf(row);
      values.push(...columns);
      return `(${columns.map((_, i) => `$${first + i + 1}::${TYPE_OF[i]}`).join(',')})`;
    });
    const text = `INSERT INTO casts (${COLUMNS}) SELECT * FROM (VALUES ${tuples.join(',')}) AS cast_ (${COLUMNS})
      WHERE NOT EXISTS (SELECT 1 FROM deleted_casts AS gone
        WHERE gone.participant_id = cast_.participant_id AND gone.cast_id = cast_.id)
      ON CONFLICT (id) DO NOTHING RETURNING id`;
    try {
      const { rows: written } = await on.query<{ id: CastId }>(text, values);
      return new Set(written.map((row) => row.id));
    } catch (error) {
      throw writeFailure(error);
    }
  }
}

/** What a failed write is called: see {@link CastRowsRepository.insert}. */
export function writeFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  if (error instanceof pg.DatabaseError && error.constraint === PARTICIPANT)
    return new FailureError('participant-forgotten');
  // A database error has a five-letter code; 08 and 57 mean "not now", none at all means "not reached".
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  const refused = code !== '' && !code.startsWith('08') && !code.startsWith('57');
  return new FailureError(refused ? 'internal' : 'overloaded', (error as Error).message);
}

function columnsOf(row: CastRow): unknown[] {
  return [
    ...[row.id, row.eventId, row.participantId, row.intent, row.spellId, row.source, row.startedAt],
    ...[row.beganAt, row.durationMs, row.rateHz, row.maxGapMs, row.channels],
    ...[row.flipped, row.turned, row.hand],
    ...[row.count, row.checksum, bytesOf(row.samples)],
    ...[bytesOf(row.shape), row.modelId, row.recognizedId, row.probabilities],
  ];
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
