import { Injectable } from '@nestjs/common';
import type { OfOrganization } from '../../accounts/members/organization.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { eraseGone, queryOn, shareCastReferences } from '../../rooms/deletions/cast-traces.js';
import { eraseParticipants } from '../../rooms/deletions/participant-traces.js';
import { lockRooms } from '../../rooms/events/room-lock.js';
import { GRACE_OVER } from './grace-over.js';

/** Rows deleted per statement, so that none runs for seconds. */
const BATCH = 1_000;

/** Instead of the id of an event that was deleted. */
const NO_EVENT = '00000000-0000-0000-0000-000000000000';

/** A large evening takes longer than a message may, ms. */
const LONG = { timeout: 300_000 };

export interface EndedEvent extends OfOrganization {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** Deletes events in two steps: first marked, and after the grace period for good. */
@Injectable()
export class EventDeletionsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** @returns false if the event is the current one of a room that is not archived, or is deleted already */
  mark(id: string): Promise<boolean> {
    return this.prisma.$transaction(async (tx) => {
      await lockRooms(tx); // its room may be being restored
      const count = await tx.$executeRaw`
        UPDATE events e SET deleted_at = now() WHERE id = ${id}::uuid AND deleted_at IS NULL
          AND (id <> (SELECT id FROM events WHERE room_id = e.room_id ORDER BY created_at DESC, id DESC LIMIT 1)
            OR EXISTS (SELECT FROM rooms WHERE id = e.room_id AND archived_at IS NOT NULL))`;
      return count > 0;
    });
  }

  /**
   * Marks events that ended more than `days` ago. An event ends when the next one of its room is created, or its room is
   * archived. Events with a cast since then stay: an imported event may stand before one that was created long before it
   * was held.
   * @returns those that were not deleted before
   */
  markEnded(days: number): Promise<EndedEvent[]> {
    return this.prisma.$transaction(async (tx) => {
      await lockRooms(tx);
      return tx.$queryRaw<EndedEvent[]>`
        UPDATE events SET deleted_at = now() WHERE deleted_at IS NULL AND id IN (
          SELECT id FROM (
            SELECT e.id, coalesce(
              lead(e.created_at) OVER (PARTITION BY e.room_id ORDER BY e.created_at, e.id),
              CASE WHEN r.archived_at IS NOT NULL THEN greatest(r.archived_at, e.created_at) END) AS ended_at
            FROM events e JOIN rooms r ON r.id = e.room_id) ended
          WHERE ended_at < now() - ${days}::int * interval '1 day' AND NOT EXISTS (
            SELECT FROM casts WHERE event_id = ended.id AND began_at >= now() - ${days}::int * interval '1 day'))
        RETURNING id, code, title,
          (SELECT organization_id FROM rooms WHERE id = events.room_id) AS "organizationId"`;
    }, LONG);
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
   * leases go with their cast. An archived room goes with its last event.
   * @param mustStop whether to return early
   * @returns id of its room if that is archived: it went, too, or another of its events is the current one now; undefined
   * if it was interrupted
   */
  async deleteForGood(
    eventId: string,
    mustStop: () => boolean,
  ): Promise<{ readonly archivedRoom: string | undefined } | undefined> {
    // First, so that an import that is still being stored stops.
    await this.prisma.import.updateMany({ where: { eventId }, data: { stage: 'canceled' } });
    for (const batch of [() => this.deleteCasts(eventId), () => this.deleteDatasetCasts(eventId)])
      while ((await batch()) > 0) if (mustStop()) return undefined;
    if (mustStop()) return undefined;
    await this.eraseReports();
    if (mustStop()) return undefined;
    const own = { where: { eventId } };
    await this.prisma.$transaction(async (tx) => {
      await eraseParticipants(queryOn(tx), 'SELECT id FROM participants WHERE event_id = $1::uuid', eventId);
      await tx.participant.deleteMany(own);
      await tx.forgottenKey.deleteMany(own);
      await tx.round.deleteMany(own);
      await tx.step.deleteMany(own);
      await tx.preflight.deleteMany(own);
      await tx.model.updateMany({ where: { activatedInId: eventId }, data: { activatedInId: NO_EVENT } });
      await tx.dataset.deleteMany(own);
      await tx.import.deleteMany(own);
    }, LONG);
    // Again until there are none: somebody may just have added some up.
    while ((await this.prisma.labelStateCount.deleteMany(own)).count > 0);
    const archivedRoom = await this.prisma.$transaction(async (tx) => {
      await lockRooms(tx); // for a moment only: others wait for it
      const event = await tx.event.findUnique({ where: { id: eventId }, include: { room: true } });
      if (event === null) return undefined;
      await tx.event.delete({ where: { id: eventId }, select: { id: true } });
      if (event.room.archivedAt === null) return undefined;
      // An evening may just be uploaded into it: then it is not empty.
      const free = await tx.$queryRaw<unknown[]>`
        SELECT id FROM rooms WHERE id = ${event.roomId}::uuid FOR UPDATE SKIP LOCKED`;
      if (free.length > 0) await tx.room.deleteMany({ where: { id: event.roomId, events: { none: {} } } });
      return event.roomId;
    });
    return { archivedRoom };
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
