import { Injectable } from '@nestjs/common';
import { EVENT_GRACE_MS } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { eraseGone, queryOn, shareCastReferences } from '../../rooms/deletions/cast-traces.js';
import { eraseParticipants } from '../../rooms/deletions/participant-traces.js';

/** Rows deleted per statement, so that none runs for seconds. */
const BATCH = 1_000;

/** A large evening takes longer than a message may, ms. */
const LONG = { timeout: 300_000 };

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
   * Deletes an event with everything in it, and erases its participants and casts in the audit log and in models, which
   * stay. The event's own row goes last, so an interrupted deletion continues at the next call. Labels, predictions and
   * leases go with their cast.
   */
  async deleteForGood(eventId: string): Promise<void> {
    // First, so that an import that is still being stored stops.
    await this.prisma.import.updateMany({ where: { eventId }, data: { stage: 'canceled' } });
    while ((await this.deleteCasts(eventId)) > 0);
    while ((await this.deleteDatasetCasts(eventId)) > 0);
    await this.eraseReports();
    const own = { where: { eventId } };
    await this.prisma.$transaction(async (tx) => {
      await eraseParticipants(queryOn(tx), 'SELECT id FROM participants WHERE event_id = $1::uuid', eventId);
      await tx.participant.deleteMany(own);
      await tx.forgottenKey.deleteMany(own);
      await tx.round.deleteMany(own);
      await tx.step.deleteMany(own);
      await tx.preflight.deleteMany(own);
      await tx.dataset.deleteMany(own);
      await tx.import.deleteMany(own);
      await tx.event.deleteMany({ where: { id: eventId } });
    }, LONG);
  }

  /**
   * Erases casts that are gone in the reports of models. After they were deleted, because a model that is stored later
   * finds that itself. One model per statement: a report can have thousands of casts.
   */
  private async eraseReports(): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const query = queryOn(tx);
      await shareCastReferences(query);
      const models = await tx.model.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
      for (const { id } of models) await eraseGone(query, id);
    }, LONG);
  }

  /** @returns number of casts deleted, at most BATCH. Locks them in the order of their ids, as labeling does */
  private deleteCasts(eventId: string): Promise<number> {
    return this.prisma.$executeRaw`
      DELETE FROM casts WHERE id IN (
        SELECT id FROM casts WHERE event_id = ${eventId}::uuid ORDER BY id LIMIT ${BATCH} FOR UPDATE)`;
  }

  /** @returns number of rows deleted, at most BATCH */
  private deleteDatasetCasts(eventId: string): Promise<number> {
    return this.prisma.$executeRaw`
      DELETE FROM dataset_casts WHERE (dataset_id, cast_id) IN (
        SELECT dc.dataset_id, dc.cast_id FROM dataset_casts dc JOIN datasets d ON d.id = dc.dataset_id
        WHERE d.event_id = ${eventId}::uuid LIMIT ${BATCH})`;
  }
}
