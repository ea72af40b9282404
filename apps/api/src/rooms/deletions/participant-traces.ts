import type { ParticipantId } from '@wandcast/protocol';
import { CARD_WITHOUT_WORST, WORST_PARTICIPANT, shareCastReferences, type Query } from './cast-traces.js';

/** Placeholder in a duel for a deleted participant. */
const DELETED_PARTICIPANT = '00000000-0000-0000-0000-000000000000';

/** Erases what names a participant in rows that stay. Call it before the participant is deleted. */
export async function eraseParticipant(query: Query, participantId: ParticipantId): Promise<void> {
  await query(
    'UPDATE rounds SET duel = array_replace(duel, $1::uuid, $2::uuid) WHERE $1::uuid = ANY(duel)',
    ...[participantId, DELETED_PARTICIPANT],
  );
  await query(
    `UPDATE events SET spotlight = '{"by":"newest"}' WHERE spotlight ->> 'participantId' = $1`,
    participantId,
  );
  await eraseParticipants(query, 'SELECT $1::uuid', participantId);
}

/**
 * Erases what names participants outside their event: entries of the audit log lose their content, and cards of models the
 * participant with the lowest accuracy. Call it before the participants are deleted, which takes them off the entries.
 * @param which SQL that selects their ids  @param value of `$1` in it
 */
export async function eraseParticipants(query: Query, which: string, value: unknown): Promise<void> {
  await shareCastReferences(query); // or a model that is just being stored would be missed
  await query(
    `UPDATE audit SET detail = '', facts = '{}', participant_id = NULL WHERE participant_id IN (${which})`,
    value,
  );
  await query(
    `UPDATE models SET card = ${CARD_WITHOUT_WORST}
      WHERE ${WORST_PARTICIPANT} IN (SELECT who.id::text FROM (${which}) AS who (id))`,
    value,
  );
}
