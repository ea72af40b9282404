import type { Prisma } from '../../generated/prisma/client.js';

/** Casts that were not removed with their import. */
export const notRemoved = {
  OR: [{ importId: null }, { import: { is: { removedAt: null } } }],
} satisfies Prisma.CastWhereInput;

/**
 * Casts that can be labeled, trained on and explored: neither replaced by their parts nor removed with their import. What
 * people did in an evening (points, counts, lists on phones) is about the casts as they were made instead, which are those
 * without an original.
 */
export const usable = { AND: [notRemoved, { parts: { none: notRemoved } }] } satisfies Prisma.CastWhereInput;

const notRemovedIn = (casts: string): string =>
  `(${casts}.import_id IS NULL OR ${casts}.import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))`;

const PARTS = `SELECT FROM casts part WHERE part.original_id = c.id AND part.original_id IS NOT NULL AND ${notRemovedIn('part')}`;

/** `notRemoved` as a condition in SQL about casts `c`. */
export const NOT_REMOVED = notRemovedIn('c');

/** `usable` as a condition in SQL about casts `c`. Few casts are parts: that they have an original finds them by index. */
export const USABLE = `NOT EXISTS (${PARTS}) AND ${NOT_REMOVED}`;

/** The same for queries that stop after a few casts: parts are looked up for each, so that no plan reads all casts first. */
export const USABLE_EACH = `NOT EXISTS (${PARTS} OFFSET 0) AND ${NOT_REMOVED}`;
