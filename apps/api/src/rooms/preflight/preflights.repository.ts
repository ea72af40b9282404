import { Injectable } from '@nestjs/common';
import type { NetworkOrigin, Preflight, PreflightReport } from '@wandcast/protocol';
import { networkOrigins, preflightReport } from '@wandcast/protocol/schemas';
import { z } from 'zod';
import type { Preflight as Row } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

const networkOrigin = z.enum(networkOrigins);

/** Preflight reports of phones tested before an event. */
@Injectable()
export class PreflightsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first. Skips reports that this version cannot parse. */
  async list(eventId: string, limit: number): Promise<Preflight[]> {
    const rows = await this.prisma.preflight.findMany({
      where: { eventId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.flatMap((row) => read(row) ?? []);
  }

  /** Adds a report and deletes all but the newest `limit` of the event. */
  async add(eventId: string, origin: NetworkOrigin, report: PreflightReport, limit: number): Promise<Preflight> {
    const row = await this.prisma.preflight.create({ data: { eventId, network: origin, report } });
    await this.prisma.$executeRaw`
      DELETE FROM preflights WHERE event_id = ${eventId}::uuid AND id IN (SELECT id FROM preflights
        WHERE event_id = ${eventId}::uuid ORDER BY created_at DESC, id DESC OFFSET ${limit})`;
    return { ...report, id: row.id, at: row.createdAt.getTime(), networkOrigin: origin };
  }

  /** @param id of the report to delete; null deletes all of the event */
  async remove(eventId: string, id: string | null): Promise<void> {
    await this.prisma.preflight.deleteMany({ where: { eventId, ...(id !== null && { id }) } });
  }
}

function read(row: Row): Preflight | undefined {
  const [report, origin] = [preflightReport.safeParse(row.report), networkOrigin.safeParse(row.network)];
  if (!report.success || !origin.success) return undefined;
  return { ...report.data, id: row.id, at: row.createdAt.getTime(), networkOrigin: origin.data };
}
