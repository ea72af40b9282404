import { Injectable } from '@nestjs/common';
import type { CastId } from '@wandcast/protocol';
import type pg from 'pg';
import type { CastRow } from '../../casting/storage/cast-row.js';
import { CastRowsRepository, writeFailure } from '../../casting/storage/cast-rows.repository.js';
import { Database } from '../../platform/database/database.js';
import { resolveIds, type ResolvedId, type StoredIdentity } from './cast-identity.js';
import type { ImportedCast, ImportedLabel } from './imported-cast.js';

/** A batch of casts from a file, and the import's progress after it. */
interface ImportBatch {
  readonly importId: string;
  /** Position in the file, in casts and bad lines, before and after this batch. */
  readonly from: number;
  readonly to: number;
  /** Share of the file that is processed after this batch, 0..1. */
  readonly done: number;
  readonly rows: readonly { readonly row: CastRow; readonly label: ImportedLabel }[];
  readonly known: number;
  readonly rejected: number;
}

/** Writes imported casts: a batch, its labels and the import's progress in one transaction. */
@Injectable()
export class ImportedCastsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: CastRowsRepository,
  ) {}

  /** The id of each cast in a batch, and whether it is already stored. @throws FailureError `overloaded`, `internal` */
  async resolveIds(eventId: string, batch: readonly ImportedCast[]): Promise<ResolvedId[]> {
    const identities = batch.map(({ identity }) => identity);
    const ids = identities.flatMap(({ own, derived }) => (own === null ? [derived] : [own, derived]));
    return resolveIds(eventId, identities, await this.listStored(eventId, ids));
  }

  /** Casts of a removed import of the event count as free: `store` takes their place. */
  private async listStored(eventId: string, ids: readonly CastId[]): Promise<Map<string, StoredIdentity>> {
    const { rows } = await this.database.pool
      .query<{ id: string; event_id: string; checksum: string }>(
        `SELECT id, event_id, checksum FROM casts c WHERE id = ANY($1::uuid[]) AND NOT (event_id = $2 AND ${REMOVED})`,
        [ids, eventId],
      )
      .catch((error: unknown) => {
        throw writeFailure(error);
      });
    return new Map(rows.map(({ id, event_id, checksum }) => [id, { eventId: event_id, checksum: Number(checksum) }]));
  }

  /**
   * Stores a batch. Idempotent: a retry stores nothing twice.
   * @returns false if the import is no longer being stored or another node stored the batch
   * @throws FailureError `overloaded`, `internal`
   */
  async store(batch: ImportBatch): Promise<boolean> {
    try {
      const client = await this.database.pool.connect();
      let broken: Error | undefined;
      try {
        return await this.storeOn(client, batch);
      } catch (error) {
        broken = error as Error;
        throw error;
      } finally {
        client.release(broken); // closes the connection after an error, because its transaction may still be open
      }
    } catch (error) {
      throw writeFailure(error);
    }
  }

  private async storeOn(client: pg.PoolClient, batch: ImportBatch): Promise<boolean> {
    await client.query('BEGIN');
    const rows = batch.rows.map(({ row }) => row);
    const [first] = rows;
    if (first !== undefined) await client.query(DELETE_REMOVED, [rows.map(({ id }) => id), first.eventId]);
    const written = rows.length === 0 ? new Set<CastId>() : await this.rows.insert(rows, client);
    const known = batch.known + rows.length - written.size;
    const { rowCount } = await client.query(ADVANCE, [
      ...[batch.importId, batch.from, batch.to, batch.done],
      ...[written.size, known, batch.rejected],
    ]);
    if (rowCount === 1) {
      const labeled = batch.rows.filter(({ row, label }) => label !== undefined && written.has(row.id));
      if (labeled.length > 0) await client.query(...insertLabels(labeled));
    }
    await client.query(rowCount === 1 ? 'COMMIT' : 'ROLLBACK');
    return rowCount === 1;
  }
}

/** Condition in SQL about casts `c`. */
const REMOVED = `coalesce(c.import_id IN (SELECT id FROM imports WHERE removed_at IS NOT NULL), false)`;

/** Casts that are imported again before they were deleted for good. */
const DELETE_REMOVED = `DELETE FROM casts WHERE id IN (
  SELECT c.id FROM casts c WHERE c.id = ANY($1::uuid[]) AND c.event_id = $2 AND ${REMOVED} ORDER BY c.id FOR UPDATE)`;

const ADVANCE = `UPDATE imports SET position = $3, progress = $4, stored = stored + $5, known = known + $6,
    rejected = rejected + $7, attempts = 0, changed_at = now()
  WHERE id = $1 AND position = $2 AND stage = 'storing'`;

/** The query that labels newly stored casts. */
function insertLabels(rows: ImportBatch['rows']): [text: string, values: unknown[]] {
  const columns = [
    rows.map(({ row }) => row.id),
    rows.map(({ label }) => (label?.spell == null ? 'discard' : 'spell')),
    rows.map(({ label }) => label?.spell ?? null),
  ];
  const text = `WITH new_labels AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS n (cast_id, kind, spell_id)),
    labeled AS (INSERT INTO labels (cast_id, kind, spell_id) SELECT cast_id, kind, spell_id FROM new_labels
      RETURNING id, cast_id, spell_id, created_at)
    INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, created_at)
      SELECT l.cast_id, l.id, l.spell_id, c.event_id, c.participant_id, l.created_at
      FROM labeled l JOIN casts c ON c.id = l.cast_id`;
  return [text, columns];
}
