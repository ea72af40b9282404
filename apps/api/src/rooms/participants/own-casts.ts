import { Prisma } from '../../generated/prisma/client.js';

/** SQL condition on casts of one event: as a participant made them, not imported and not cut out of another cast. */
export function ownCasts(eventId: string): Prisma.Sql {
  return Prisma.sql`original_id IS NULL
    AND participant_id NOT IN (SELECT id FROM participants WHERE event_id = ${eventId}::uuid AND imported)`;
}
