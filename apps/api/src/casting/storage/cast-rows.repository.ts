import { Injectable } from '@nestjs/common';
import { FailureError, type CastId, type ParticipantId, type Recognition, type SpellId } from '@wandcast/protocol';
import pg from 'pg';
import { databaseFault, isTemporary } from '../../platform/database/faults/database-fault.js';
import { Database } from '../../platform/database/database.js';
import { StorageCheck } from '../../platform/database/storage-check.js';
import type { CastRow } from './cast-row.js';

/** Column types in the order of {@link columnsOf}; parameters in a VALUES list need explicit casts. */
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
  ...{ probabilities: 'real[]', import_id: 'uuid', original_id: 'uuid' },
};
const COLUMNS = Object.keys(TYPES).join(', ');
const TYPE_OF = Object.values(TYPES);

/** A statement for a number of rows; fewer are filled up with rows without an id. */
interface InsertStatement {
  readonly size: number;
  readonly name: string;
  readonly text: string;
}

/** Foreign-key violation: the participant was deleted. */
const PARTICIPANT = 'casts_participant_id_fkey';

/** The part of a stored cast that is compared with a replay. */
export interface EarlierCast {
  readonly participantId: ParticipantId;
  readonly checksum: number;
  readonly recognition: Recognition | null;
}

interface EarlierRow {
  readonly id: CastId;
  readonly participant_id: ParticipantId;
  readonly checksum: string;
  readonly model_id: string | null;
  readonly recognized_id: SpellId | null;
  readonly probabilities: number[];
}

/** Inserts casts in raw SQL, many rows per statement, because one COMMIT per cast costs ten times as much. */
@Injectable()
export class CastRowsRepository {
  /** By size. */
  private readonly statements = new Map<number, InsertStatement>();

  constructor(
    private readonly database: Database,
    private readonly storage: StorageCheck,
  ) {}

  /**
   * Inserts the rows that are neither stored nor deleted already, in one statement.
   * @param on pool or transaction to use
   * @returns ids of the inserted rows
   * @throws FailureError `overloaded` if the database is unreachable, `participant-forgotten` if a participant was
   * deleted, `internal` if the database rejects the rows
   */
  async insert(rows: readonly CastRow[], on: Pick<pg.Pool, 'query'> = this.database.pool): Promise<Set<CastId>> {
    const { size, name, text } = this.statementFor(rows.length);
    const values = rows.flatMap(columnsOf);
    while (values.length < size * TYPE_OF.length) values.push(null);
    try {
      const { rows: written } = await on.query<{ id: CastId }>({ name, text, values });
      this.storage.wrote();
      return new Set(written.map((row) => row.id));
    } catch (error) {
      if (isTemporary(error)) this.storage.writeFailed(error as Error);
      throw writeFailure(error);
    }
  }

  /**
   * The casts among `ids` that are stored, by primary key.
   * @throws FailureError `overloaded` if the database is unreachable, `internal` if it rejects the query
   */
  async findAll(ids: readonly CastId[]): Promise<Map<CastId, EarlierCast>> {
    const text = `SELECT id, participant_id, checksum, model_id, recognized_id, probabilities FROM casts
      WHERE id = ANY($1::uuid[])`;
    try {
      const { rows } = await this.database.pool.query<EarlierRow>({ name: 'earlier-casts', text, values: [ids] });
      return new Map(rows.map((row) => [row.id, earlierOf(row)]));
    } catch (error) {
      throw writeFailure(error);
    }
  }

  /**
   * Sizes are powers of two, so that each connection parses and plans only a few statements: that takes PostgreSQL
   * longer than to insert a row.
   */
  private statementFor(rows: number): InsertStatement {
    const size = 2 ** Math.ceil(Math.log2(Math.max(rows, 1)));
    const statement = this.statements.get(size) ?? insertStatement(size);
    this.statements.set(size, statement);
    return statement;
  }
}

/** `OFFSET 0` looks up each row by primary key: a plan that is kept must not depend on how few casts were deleted so far. */
function insertStatement(size: number): InsertStatement {
  const tuples = Array.from({ length: size }, (_, row) => {
    const parameters = TYPE_OF.map((type, column) => `$${row * TYPE_OF.length + column + 1}::${type}`);
    return `(${parameters.join(',')})`;
  });
  const text = `INSERT INTO casts (${COLUMNS}) SELECT * FROM (VALUES ${tuples.join(',')}) AS cast_ (${COLUMNS})
    WHERE cast_.id IS NOT NULL AND NOT EXISTS (SELECT FROM deleted_casts AS gone
      WHERE gone.participant_id = cast_.participant_id AND gone.cast_id = cast_.id OFFSET 0)
    ON CONFLICT (id) DO NOTHING RETURNING id`;
  return { size, name: `insert-casts-${size}`, text };
}

function earlierOf({ participant_id, checksum, model_id, recognized_id, probabilities }: EarlierRow): EarlierCast {
  return {
    ...{ participantId: participant_id, checksum: Number(checksum) },
    recognition: model_id === null ? null : { modelId: model_id, spell: recognized_id, probabilities },
  };
}

/** Maps an error of a write to a failure, see {@link CastRowsRepository.insert}. */
export function writeFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  if (error instanceof pg.DatabaseError && error.constraint === PARTICIPANT)
    return new FailureError('participant-forgotten');
  const detail = databaseFault(error) ?? (error as Error).message; // cause and remedy are logged by StorageFaultLog
  return new FailureError(isTemporary(error) ? 'overloaded' : 'internal', detail);
}

function columnsOf(row: CastRow): unknown[] {
  return [
    ...[row.id, row.eventId, row.participantId, row.intent, row.spellId, row.source, row.startedAt],
    ...[row.beganAt, row.durationMs, row.rateHz, row.maxGapMs, row.channels],
    ...[row.flipped, row.turned, row.hand],
    ...[row.count, row.checksum, bytesOf(row.samples)],
    ...[bytesOf(row.shape), row.modelId, row.recognizedId, row.probabilities, row.importId, row.originalId],
  ];
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
