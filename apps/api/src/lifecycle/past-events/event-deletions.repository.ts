import { Injectable } from '@nestjs/common';
import { EVENT_GRACE_MS } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** Casts deleted per statement, so that none runs for seconds. */
const BATCH = 1_000;

/** Both sides of this limit use the database's clock, so that no event is restored while it is deleted for good. */
const GRACE_OVER = Prisma.sql`deleted_at <= now() - ${EVENT_GRACE_MS}::int * interval '1 millisecond'`;

export interface EndedEvent {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** Deletes events in two steps: first marked, and after the grace period for good. */
@Injectable()
export class EventDeletionsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** @returns false if the event is the newest one, or is deleted already */
  async mark(id: string): Promise<boolean> {
    const count = await this.prisma.$executeRaw`
      UPDATE events SET deleted_at = now() WHERE id = ${id}::uuid AND deleted_at IS NULL
        AND id <> (SELECT id FROM events ORDER BY created_at DESC, id DESC LIMIT 1)`;
    return count > 0;
  }

  /**
   * Marks events that ended more than `days` ago. An event ends when the next one is created, so the newest has not. Events
   * with a cast since then stay: an imported event may stand before one that was created long before it was held.
   * @returns those that were not deleted before
   */
  markEnded(days: number): Promise<EndedEvent[]> {
    return this.prisma.$queryRaw<EndedEvent[]>`
      UPDATE events SET deleted_at = now() WHERE deleted_at IS NULL AND id IN (
        SELECT id FROM (SELECT id, lead(created_at) OVER (ORDER BY created_at, id) AS ended_at FROM events) ended
        WHERE ended_at < now() - ${days}::int * interval '1 day' AND NOT EXISTS (
          SELECT FROM casts WHERE event_id = ended.id AND began_at >= now() - ${days}::int * interval '1 day'))
      RETURNING id, code, title`;
  }

  /** Does nothing to an event that is not deleted. @returns false if the grace period is over */
  async unmark(id: string): Promise<boolean> {
    const count = await this.prisma.$executeRaw`
      UPDATE events SET deleted_at = NULL WHERE id = ${id}::uuid AND (deleted_at IS NULL OR NOT (${GRACE_OVER}))`;
    return count > 0;
  }

  /** Events to delete for good now. */
  async listDue(): Promise<string[]> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`SELECT id FROM events WHERE ${GRACE_OVER}`;
    return rows.map(({ id }) => id);
  }

  /**
   * Deletes an event with everything in it. The event's own row goes last, so an interrupted deletion continues at the
   * next call. Labels, predictions, leases and the casts of datasets go with their cast or dataset.
   */
  async deleteForGood(eventId: string): Promise<void> {
    // First, so that an import that is still being stored stops.
    await this.prisma.import.updateMany({ where: { eventId }, data: { stage: 'canceled' } });
    while ((await this.deleteCasts(eventId)) > 0);
    const own = { where: { eventId } };
    await this.prisma.$transaction([
      this.prisma.participant.deleteMany(own),
      this.prisma.forgottenKey.deleteMany(own),
      this.prisma.round.deleteMany(own),
      this.prisma.step.deleteMany(own),
      this.prisma.preflight.deleteMany(own),
      this.prisma.dataset.deleteMany(own),
      this.prisma.import.deleteMany(own),
      this.prisma.event.deleteMany({ where: { id: eventId } }),
    ]);
  }

  /** @returns number of casts deleted, at most BATCH. Locks them in the order of their ids, as labeling does */
  private deleteCasts(eventId: string): Promise<number> {
    return this.prisma.$executeRaw`
      DELETE FROM casts WHERE id IN (
        SELECT id FROM casts WHERE event_id = ${eventId}::uuid ORDER BY id LIMIT ${BATCH} FOR UPDATE)`;
  }
}
