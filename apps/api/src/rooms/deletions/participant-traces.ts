import type { CastId, ParticipantId } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';

/** Placeholder in a duel for a deleted participant. */
const DELETED_PARTICIPANT = '00000000-0000-0000-0000-000000000000';

/**
 * Erases what still names a deleted participant or their casts in rows that stay: rounds, the spotlight, the audit log,
 * datasets, reports of models. Datasets and reports keep their counts: a cast gets a new random id that no cast has.
 */
export async function eraseTraces(
  tx: Prisma.TransactionClient,
  participantId: ParticipantId,
  castIds: readonly CastId[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE rounds SET duel = array_replace(duel, ${participantId}::uuid, ${DELETED_PARTICIPANT}::uuid)
    WHERE ${participantId}::uuid = ANY(duel)`;
  await tx.$executeRaw`
    UPDATE events SET spotlight = '{"by":"newest"}' WHERE spotlight ->> 'participantId' = ${participantId}`;
  // The detail of an entry is the message as text: "participantId: …, nickname: …".
  await tx.$executeRaw`
    UPDATE audit SET detail = '', facts = '{}'
    WHERE position(${participantId} IN detail) > 0
      OR substring(detail FROM 'castId: ([0-9a-f-]{36})')::uuid = ANY(${castIds}::uuid[])`;
  await tx.$executeRaw`
    UPDATE dataset_casts SET cast_id = gen_random_uuid() WHERE cast_id = ANY(${castIds}::uuid[])`;
  await tx.$executeRaw`
    UPDATE models SET report = report || jsonb_build_object(
      'judged', (SELECT jsonb_agg(CASE WHEN (one ->> 'castId')::uuid = ANY(${castIds}::uuid[])
                   THEN one || jsonb_build_object('castId', gen_random_uuid()) ELSE one END ORDER BY place)
                 FROM jsonb_array_elements(report -> 'judged') WITH ORDINALITY AS judged(one, place)),
      'copies', CASE jsonb_typeof(report -> 'copies') WHEN 'array' THEN (report -> 'copies') - ${castIds}::text[] END)
    WHERE EXISTS (SELECT 1 FROM jsonb_path_query(report, '$.judged[*].castId') AS id
                  WHERE (id #>> '{}')::uuid = ANY(${castIds}::uuid[]))`;
}
