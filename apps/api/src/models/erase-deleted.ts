import type { Prisma } from '../generated/prisma/client.js';
import { CARD_WITHOUT_WORST, WORST_PARTICIPANT, queryOn, eraseGone } from '../rooms/deletions/cast-traces.js';

/** Ids of simulated people are no UUIDs. */
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

/**
 * Erases casts and participants in a new model that were deleted during its training, or are not on this server. The
 * transaction must hold `lockCastReferences`.
 */
export async function eraseDeleted(tx: Prisma.TransactionClient, modelId: string): Promise<void> {
  const query = queryOn(tx);
  await eraseGone(query, modelId);
  await query(
    `UPDATE models SET card = ${CARD_WITHOUT_WORST} WHERE id = $1::uuid AND ${WORST_PARTICIPANT} ~ '${UUID}'
      AND NOT EXISTS (SELECT FROM participants p WHERE p.id = (${WORST_PARTICIPANT})::uuid)`,
    modelId,
  );
}
