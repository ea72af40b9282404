import { EVENT_GRACE_MS } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';

/**
 * SQL condition on events: deleted so long ago that they cannot be restored. Everyone who deletes or restores uses it with
 * the database's clock, so that no event is restored while it is deleted for good.
 */
export const GRACE_OVER = Prisma.sql`deleted_at <= now() - ${EVENT_GRACE_MS}::int * interval '1 millisecond'`;
