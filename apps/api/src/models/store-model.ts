import type { ModelOrigin, ModelReport } from '@wandcast/protocol';
import type { Artifact } from '@wandcast/recognition';
import type pg from 'pg';
import type { GuardedRoom } from '../accounts/members/member.js';
import { LOCK_KEYS } from '../platform/database/lock-keys.js';
import {
  CARD_WITHOUT_WORST,
  WORST_PARTICIPANT,
  eraseGone,
  lockCastReferences,
  queryOf,
  type Query,
} from '../rooms/deletions/cast-traces.js';
import { MODEL_COLUMNS, type ModelRow } from './model-row.js';

export type StoredReport = Omit<ModelReport, 'modelId' | 'people' | 'personOf'>;

export interface NewModel {
  readonly artifact: Artifact;
  readonly origin: ModelOrigin;
  readonly report: StoredReport | null;
  readonly trainingId: string | null;
  /** Whether a later model replaces it: the first usable model of a training, or one trained automatically. */
  readonly isDraft: boolean;
}

/** Ids of simulated people are no UUIDs. */
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

/**
 * SQL: the version of the drafts that a new model replaces, or a new one, for $1 training, $2 origin, $3 the room whose
 * drafts of that origin it replaces, which no other room uses or has used, null for those of its training, and $4 its
 * organization.
 */
const DRAFTS = `is_draft AND organization_id = $4::uuid AND version IS NOT NULL AND CASE WHEN $3::uuid IS NULL
  THEN training_id IS NOT DISTINCT FROM $1::uuid
  ELSE origin = $2 AND NOT EXISTS (SELECT FROM events e WHERE e.active_model_id = m.id AND e.room_id <> $3::uuid)
    AND (activated_in_id IS NULL OR activated_in_id IN (SELECT id FROM events WHERE room_id = $3::uuid)) END`;

/**
 * Stores a model and assigns its version, that of the drafts which it replaces if there are any; they are no longer listed.
 * @param client in a transaction  @param room in whose organization it is
 * @param replacesDrafts those of the room of the same origin; else those of the same training
 */
export async function storeModel(
  client: pg.PoolClient,
  model: NewModel,
  { id: roomId, organizationId }: GuardedRoom,
  replacesDrafts: boolean,
): Promise<ModelRow> {
  const query = queryOf(client);
  await lockCastReferences(query); // before any row, because deletions lock rows of models after it
  await query(`SELECT pg_advisory_xact_lock(${LOCK_KEYS.modelVersions})`);
  const { artifact, origin, report, trainingId, isDraft } = model;
  const drafts = await client.query<{ version: number }>(
    `WITH replaced AS (SELECT id, version FROM models m WHERE ${DRAFTS}),
       unlisted AS (UPDATE models SET version = NULL WHERE id IN (SELECT id FROM replaced))
     SELECT coalesce((SELECT min(version) FROM replaced),
       (SELECT max(version) FROM models WHERE organization_id = $4::uuid) + 1, 1) AS version`,
    [trainingId, origin, replacesDrafts ? roomId : null, organizationId],
  );
  const { card, manifest, weights } = artifact;
  const { rows } = await client.query<ModelRow>(
    `INSERT INTO models (version, kind, origin, training_id, is_draft, card, manifest, weights, report, organization_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${MODEL_COLUMNS}`,
    [
      ...[drafts.rows[0]?.version, card.kind, origin, trainingId, isDraft],
      ...[JSON.stringify(card), JSON.stringify(manifest), weights, report && JSON.stringify(report), organizationId],
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('INSERT returned no row');
  await eraseDeleted(query, row.id);
  return row;
}

/** Erases casts and participants in a new model that were deleted during its training, or are not on this server. */
async function eraseDeleted(query: Query, modelId: string): Promise<void> {
  await eraseGone(query, modelId);
  await query(
    `UPDATE models SET card = ${CARD_WITHOUT_WORST} WHERE id = $1::uuid AND ${WORST_PARTICIPANT} ~ '${UUID}'
      AND NOT EXISTS (SELECT FROM participants p WHERE p.id = (${WORST_PARTICIPANT})::uuid)`,
    modelId,
  );
}
