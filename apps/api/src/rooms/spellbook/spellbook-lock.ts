import type { Prisma } from '../../generated/prisma/client.js';

/** Held while any spellbook is changed: on every node one after the other, so that names and ids stay unique. */
const EDITING = 72_707_372;

/** Waits for its turn; it lasts as long as the transaction. */
export async function lockBooks(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${EDITING})`;
}
