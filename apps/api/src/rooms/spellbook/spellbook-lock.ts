import type { Prisma } from '../../generated/prisma/client.js';

/** Advisory lock key. Serializes changes to spellbooks across all nodes, so that names and ids stay unique. */
const SPELLBOOK_LOCK = 72_707_372;

/** Acquires the spellbook lock until the end of the transaction. */
export async function lockBooks(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${SPELLBOOK_LOCK})`;
}
