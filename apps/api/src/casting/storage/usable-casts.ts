import type { Prisma } from '../../generated/prisma/client.js';

/**
 * Casts that can be labeled, trained on and explored: not replaced by their parts. What people did in an evening (points,
 * counts, lists on phones) is about the casts as they were made instead, which are those without an original.
 */
export const usable = { parts: { none: {} } } as const satisfies Prisma.CastWhereInput;

/** The same as a condition in SQL about casts `c`. */
export const USABLE = `NOT EXISTS (SELECT FROM casts part WHERE part.original_id = c.id)`;
