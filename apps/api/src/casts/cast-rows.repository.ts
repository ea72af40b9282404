import { Injectable } from '@nestjs/common';
import { FailureError, type CastId } from '@wandcast/protocol';
import pg from 'pg';
import { Database } from '../persistence/database.js';
import type { CastRow } from './cast-row.js';

const COLUMNS =
  'id, event_id, participant_id, intent, spell_id, source, started_at, duration_ms, rate_hz, max_gap_ms, ' +
  'channels, count, checksum, samples, shape, model_id, recognised_id, probabilities';

/** The hot insert: raw SQL, many rows a statement, because a COMMIT a cast costs ten times as much. */
@Injectable()
export class CastRowsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes the rows that are not there yet, in one statement and so in one COMMIT.
   * @returns the ids written now; the others were stored before
   * @throws FailureError `overloaded` where the database cannot be reached, `internal` where it refuses the rows
   */
  async insert(rows: readonly CastRow[]): Promise<Set<CastId>> {
    const values: unknown[] = [];
    const tuples = rows.map((row) => {
      const first = values.length;
      const columns = columnsOf(row);
      values.push(...columns);
      return `(${columns.map((_, i) => `$${first + i + 1}`).join(',')})`;
    });
    const text = `INSERT INTO casts (${COLUMNS}) VALUES ${tuples.join(',')} ON CONFLICT (id) DO NOTHING RETURNING id`;
    try {
      const { rows: written } = await this.database.pool.query<{ id: CastId }>(text, values);
      return new Set(written.map((row) => row.id));
    } catch (error) {
      // A database error has a five-letter code; 08 and 57 mean "not now", none at all means "not reached".
      const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
      const refused = code !== '' && !code.startsWith('08') && !code.startsWith('57');
      throw new FailureError(refused ? 'internal' : 'overloaded', (error as Error).message);
    }
  }
}

function columnsOf(row: CastRow): unknown[] {
  return [
    ...[row.id, row.eventId, row.participantId, row.intent, row.spellId, row.source, row.startedAt],
    ...[row.durationMs, row.rateHz, row.maxGapMs, row.channels, row.count, row.checksum, bytesOf(row.samples)],
    ...[bytesOf(row.shape), row.modelId, row.recognisedId, row.probabilities],
  ];
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
