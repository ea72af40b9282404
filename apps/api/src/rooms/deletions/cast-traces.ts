import type { CastId } from '@wandcast/protocol';
import type pg from 'pg';
import type { Prisma } from '../../generated/prisma/client.js';
import { LOCK_KEYS } from '../../platform/database/lock-keys.js';

/** Runs a statement in the transaction of a deletion. @returns rows with an id, if it selects any */
export type Query = (sql: string, ...values: unknown[]) => Promise<readonly { readonly id: string }[]>;

export function queryOn(tx: Prisma.TransactionClient): Query {
  return (sql, ...values) => tx.$queryRawUnsafe(sql, ...values);
}

/** The same in a transaction of `pg`. */
export function queryOf(client: pg.PoolClient): Query {
  return async (sql, ...values) => (await client.query<{ id: string }>(sql, values)).rows;
}

/** SQL: ids of the held-out casts in a model's report; the index `models_judged_idx` is of the same expression. */
const JUDGED = `jsonb_path_query_array(report, '$.judged[*].castId')`;

/** SQL: the participant with the lowest accuracy on a model's card. */
export const WORST_PARTICIPANT = `card #>> '{metrics,worstUser,user}'`;

/** SQL: a model's card without that participant. */
export const CARD_WITHOUT_WORST = `jsonb_set(card, '{metrics,worstUser}', 'null')`;

/**
 * SQL: a model's report in which some of its casts have new random ids that no cast has, so that it keeps its figures.
 * @param isGone SQL condition for a cast id, which is given as text
 */
function reportWithout(isGone: (castId: string) => string): string {
  const castId = `one ->> 'castId'`;
  return `report || (
    WITH copies AS MATERIALIZED ( -- read once: the report is large
      SELECT CASE jsonb_typeof(report -> 'copies') WHEN 'array' THEN report -> 'copies' END AS ids),
    judged AS MATERIALIZED (
      SELECT one, place, ${castId} AS old, CASE WHEN ${isGone(castId)} THEN gen_random_uuid()::text ELSE ${castId} END AS new
      FROM jsonb_array_elements(report -> 'judged') WITH ORDINALITY AS j (one, place))
    SELECT jsonb_build_object(
      'judged', jsonb_agg(one || jsonb_build_object('castId', new) ORDER BY place),
      'copies', CASE WHEN count(ids) > 0 THEN coalesce(jsonb_agg(new ORDER BY place) FILTER (WHERE ids ? old), '[]') END)
    FROM judged, copies)`;
}

/** SQL condition: the report of a model has a held-out cast for which `isGone` holds. */
function reportHas(isGone: (castId: string) => string): string {
  return `EXISTS (SELECT FROM jsonb_path_query(report, '$.judged[*].castId') AS j (held) WHERE ${isGone(`(held #>> '{}')`)})`;
}

/**
 * Locks casts and their parts, which are deleted with them, in the order of their ids, as labeling does.
 * @param which selects ids of casts  @returns all ids in that order
 */
export async function lockWithParts(tx: Prisma.TransactionClient, which: Prisma.Sql): Promise<CastId[]> {
  const rows = await tx.$queryRaw<{ id: CastId }[]>`
    WITH RECURSIVE tree (id) AS (
      (${which}) UNION SELECT part.id FROM casts part JOIN tree ON part.original_id = tree.id)
    SELECT id FROM casts WHERE id IN (SELECT id FROM tree) ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/**
 * Erases the ids of deleted casts in rows that stay: datasets and reports of models. Both keep their counts, because the
 * casts get new random ids.
 * @param worst participant who is erased on cards of models in the same transaction, so that their rows are locked, too
 */
export async function eraseCasts(query: Query, castIds: readonly CastId[], worst?: string): Promise<void> {
  if (castIds.length === 0 && worst === undefined) return;
  await shareCastReferences(query);
  await query('UPDATE dataset_casts SET cast_id = gen_random_uuid() WHERE cast_id = ANY($1::uuid[])', castIds);
  // In the order of their ids, so that two deletions cannot deadlock. Other transactions may refer to them meanwhile.
  const models = await query(
    `SELECT id FROM models WHERE id IN (
       SELECT id FROM models WHERE ${JUDGED} ?| $1::text[] UNION SELECT id FROM models WHERE ${WORST_PARTICIPANT} = $2)
     ORDER BY id FOR NO KEY UPDATE`,
    ...[castIds, worst ?? null],
  );
  // One at a time: a report can have thousands of casts.
  const erase = `UPDATE models SET report = ${reportWithout((id) => `${id} = ANY($1::text[])`)}
    WHERE id = $2::uuid AND report -> 'judged' <> '[]'`;
  for (const { id } of models) await query(erase, castIds, id);
}

const isGone = (castId: string): string => `NOT EXISTS (SELECT FROM casts c WHERE c.id = (${castId})::uuid)`;

/** Erases casts in the report of a model that are not stored, or not any more. */
export async function eraseGone(query: Query, modelId: string): Promise<void> {
  await query(
    `UPDATE models SET report = ${reportWithout(isGone)} WHERE id = $1::uuid AND ${reportHas(isGone)}`,
    modelId,
  );
}

/** Lets no row with ids of casts be written until the deletion ends, see {@link lockCastReferences}. */
export async function shareCastReferences(query: Query): Promise<void> {
  await query(`SELECT 1 FROM pg_advisory_xact_lock_shared(${LOCK_KEYS.castReferences})`);
}

/**
 * Locks out deletions until the transaction ends, before it reads casts and writes their ids to rows without a foreign
 * key: a deletion that ended before is seen, and one that ends later finds the rows.
 */
export async function lockCastReferences(query: Query): Promise<void> {
  await query(`SELECT 1 FROM pg_advisory_xact_lock(${LOCK_KEYS.castReferences})`);
}
