import type { Prisma } from '../../generated/prisma/client.js';
import { LOCK_KEYS } from '../../platform/database/lock-keys.js';

/** Serializes, across nodes, creating, archiving, restoring and deleting rooms; until the transaction ends. */
export function lockRooms(tx: Prisma.TransactionClient): Promise<unknown> {
  return tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEYS.rooms})`;
}
