import { Injectable } from '@nestjs/common';
import { IMPORT_GRACE_MS, type CastId, type PastImport } from '@wandcast/protocol';
import { Prisma } from '../../../generated/prisma/client.js';
import { PrismaService } from '../../../platform/database/prisma.service.js';
import { eraseCasts, queryOn, lockWithParts } from '../../../rooms/deletions/cast-traces.js';
import { eraseParticipants } from '../../../rooms/deletions/participant-traces.js';

/** Both sides of this limit use the database's clock, so that no import is restored while it is deleted for good. */
const GRACE_OVER = Prisma.sql`i.removed_at <= now() - ${IMPORT_GRACE_MS}::int * interval '1 millisecond'`;

/** Casts deleted per statement, so that none runs for seconds and labeling is not blocked. */
const BATCH = 250;
/** It also erases the casts in reports of models, and is tried again as a whole if it takes longer, ms. */
const LONG = { timeout: 60_000 };
/** Imports listed. */
const LIMIT = 100;

interface Row extends Pick<PastImport, 'id' | 'name' | 'by' | 'stage' | 'casts'> {
  readonly at: Date;
  readonly stored: number;
  readonly known: number;
  readonly rejected: number;
  readonly removedAt: Date | null;
  readonly removedBy: string | null;
}

/** An import whose casts are deleted for good now. */
export interface DueImport {
  readonly id: string;
  readonly eventId: string;
}

/** Finished imports, and the removal of what they stored: first marked, and after the grace period for good. */
@Injectable()
export class ImportHistoryRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first; canceled ones only if they stored casts. */
  async list(eventId: string): Promise<PastImport[]> {
    const rows = await this.prisma.$queryRaw<Row[]>`
      SELECT i.id, i.name, i.created_by AS "by", i.created_at AS "at", i.stage, i.stored, i.known, i.rejected,
        coalesce(own.casts, 0) AS "casts", i.removed_at AS "removedAt", i.removed_by AS "removedBy"
      FROM imports i LEFT JOIN (
        SELECT import_id, count(*)::int AS casts FROM casts
        WHERE import_id IN (SELECT id FROM imports WHERE event_id = ${eventId}::uuid) GROUP BY import_id
      ) own ON own.import_id = i.id
      WHERE i.event_id = ${eventId}::uuid
        AND (i.stage IN ('stored', 'failed') OR (i.stage = 'canceled' AND i.stored > 0))
      ORDER BY i.created_at DESC, i.id LIMIT ${LIMIT}`;
    return rows.map(({ at, stored, known, rejected, removedAt, removedBy, ...row }) => ({
      ...row,
      at: at.getTime(),
      result: { stored, known, rejected },
      removed: removedAt === null ? null : { by: removedBy ?? '', at: removedAt.getTime() },
    }));
  }

  /** Deletes casts that an import stored, with their labels and predictions. @returns how many; 0 when none are left */
  deleteCasts(importId: string): Promise<number> {
    return this.prisma.$transaction(async (tx) => {
      const due = Prisma.sql`SELECT id FROM casts WHERE import_id = ${importId}::uuid ORDER BY id LIMIT ${BATCH}`;
      const ids = await lockWithParts(tx, due);
      await tx.cast.deleteMany({ where: { id: { in: ids } } });
      await eraseCasts(queryOn(tx), ids);
      return ids.length;
    }, LONG);
  }

  /** Takes the casts of an import out of use at once, with their labels. @returns false if it was removed already */
  async mark(eventId: string, id: string, removedBy: string): Promise<boolean> {
    const count = await this.prisma.$executeRaw`
      UPDATE imports SET removed_at = now(), removed_by = ${removedBy}
      WHERE id = ${id}::uuid AND event_id = ${eventId}::uuid AND removed_at IS NULL`;
    return count > 0;
  }

  /** Does nothing to an import that is not removed. @returns false if the grace period is over */
  async unmark(eventId: string, id: string): Promise<boolean> {
    const count = await this.prisma.$executeRaw`
      UPDATE imports i SET removed_at = NULL, removed_by = NULL
      WHERE id = ${id}::uuid AND event_id = ${eventId}::uuid AND (removed_at IS NULL OR NOT (${GRACE_OVER}))`;
    return count > 0;
  }

  /** The casts of an import that are still stored. */
  async listCasts(importId: string): Promise<CastId[]> {
    const rows = await this.prisma.cast.findMany({ where: { importId }, select: { id: true } });
    return rows.map(({ id }) => id as CastId);
  }

  /** Imports to delete for good now, also if only their people are left. None while their event stores another one, which may be about to use their people. */
  listDue(): Promise<DueImport[]> {
    return this.prisma.$queryRaw<DueImport[]>`
      SELECT i.id, i.event_id AS "eventId" FROM imports i
      WHERE ${GRACE_OVER} AND (EXISTS (SELECT FROM casts WHERE import_id = i.id)
          OR EXISTS (SELECT FROM participants p WHERE p.event_id = i.event_id AND imported
            AND NOT EXISTS (SELECT FROM casts WHERE participant_id = p.id)))
        AND NOT EXISTS (SELECT FROM imports o WHERE o.event_id = i.event_id AND o.stage = 'storing')`;
  }

  /** Deletes imported participants who have no casts left, unless an import is being stored, which may be about to use them. */
  async deletePeople(eventId: string): Promise<void> {
    const unused = Prisma.sql`event_id = ${eventId}::uuid AND imported
      AND NOT EXISTS (SELECT FROM casts WHERE participant_id = p.id)
      AND NOT EXISTS (SELECT FROM imports WHERE event_id = ${eventId}::uuid AND stage = 'storing')`;
    await this.prisma.$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM participants p WHERE ${unused} FOR UPDATE`;
      const ids = rows.map(({ id }) => id);
      await eraseParticipants(queryOn(tx), 'SELECT unnest($1::uuid[])', ids);
      await tx.$executeRaw`DELETE FROM participants p WHERE id = ANY(${ids}::uuid[]) AND ${unused}`;
    }, LONG);
  }
}
