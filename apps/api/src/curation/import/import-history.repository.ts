import { Injectable } from '@nestjs/common';
import type { CastId, PastImport } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** Casts deleted per statement, so that none runs for seconds and labeling is not blocked. */
const BATCH = 1_000;
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

/** Finished imports, and the deletion of what they stored. */
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

  /** Deletes casts that an import stored. Their labels and predictions go with them. @returns ids; empty when none are left */
  async deleteCasts(importId: string): Promise<CastId[]> {
    const rows = await this.prisma.$queryRaw<{ id: CastId }[]>`
      DELETE FROM casts WHERE id IN (
        SELECT id FROM casts WHERE import_id = ${importId}::uuid ORDER BY id LIMIT ${BATCH} FOR UPDATE)
      RETURNING id`;
    return rows.map(({ id }) => id);
  }

  /** Marks an import as removed and deletes imported participants who have no casts left. */
  async setRemoved(eventId: string, id: string, removedBy: string): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.import.updateMany({ where: { id, eventId }, data: { removedAt: new Date(), removedBy } }),
      this.prisma.participant.deleteMany({ where: { eventId, imported: true, casts: { none: {} } } }),
    ]);
  }
}
