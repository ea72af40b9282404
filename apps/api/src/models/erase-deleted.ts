import type { Prisma } from '../generated/prisma/client.js';
import {
  CARD_WITHOUT_WORST,
  WORST_PARTICIPANT,
  queryOn,
  lockCastReferences,
  reportHas,
  reportWithout,
} from '../rooms/deletions/cast-traces.js';

/** Ids of simulated people are no UUIDs. */
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

const isGone = (castId: string): string => `NOT EXISTS (SELECT FROM casts c WHERE c.id = (${castId})::uuid)`;

/** Erases casts and participants in a new model that were deleted during its training, or are not on this server. */
export async function eraseDeleted(tx: Prisma.TransactionClient, modelId: string): Promise<void> {
  await lockCastReferences(tx);
  const query = queryOn(tx);
  await query(
    `UPDATE models SET report = ${reportWithout(isGone)} WHERE id = $1::uuid AND ${reportHas(isGone)}`,
    modelId,
  );
  await query(
    `UPDATE models SET card = ${CARD_WITHOUT_WORST} WHERE id = $1::uuid AND ${WORST_PARTICIPANT} ~ '${UUID}'
      AND NOT EXISTS (SELECT FROM participants p WHERE p.id = (${WORST_PARTICIPANT})::uuid)`,
    modelId,
  );
}
