import { Prisma } from '../../generated/prisma/client.js';

/** SQL condition on casts of one event: made by a participant of the event, not imported from a file. */
export function notImported(eventId: string): Prisma.Sql {
  return Prisma.sql`participant_id NOT IN (SELECT id FROM participants WHERE event_id = ${eventId}::uuid AND imported)`;
}
