import { Injectable } from '@nestjs/common';
import type { Preflight, PreflightReport, Way } from '@wandcast/protocol';
import { preflightReport, ways } from '@wandcast/protocol/schemas';
import { z } from 'zod';
import type { Preflight as Row } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

const way = z.enum(ways);

/** Phones that were tried before the talk. */
@Injectable()
export class PreflightsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The newest first. A report of another version of this product, which nobody can read any more, is left out. */
  async list(eventId: string, limit: number): Promise<Preflight[]> {
    const rows = await this.prisma.preflight.findMany({
      where: { eventId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.flatMap((row) => read(row) ?? []);
  }

  /** Keeps the newest so many of the event. */
  async add(eventId: string, cameBy: Way, report: PreflightReport, limit: number): Promise<Preflight> {
    const row = await this.prisma.preflight.create({ data: { eventId, network: cameBy, report } });
    await this.prisma.$executeRaw`
      DELETE FROM preflights WHERE event_id = ${eventId}::uuid AND id IN (SELECT id FROM preflights
        WHERE event_id = ${eventId}::uuid ORDER BY created_at DESC, id DESC OFFSET ${limit})`;
    return { ...report, id: row.id, at: row.createdAt.getTime(), way: cameBy };
  }

  /** @param id of the one to forget; all of the event where null */
  async remove(eventId: string, id: string | null): Promise<void> {
    await this.prisma.preflight.deleteMany({ where: { eventId, ...(id !== null && { id }) } });
  }
}

function read(row: Row): Preflight | undefined {
  const [report, cameBy] = [preflightReport.safeParse(row.report), way.safeParse(row.network)];
  if (!report.success || !cameBy.success) return undefined;
  return { ...report.data, id: row.id, at: row.createdAt.getTime(), way: cameBy.data };
}
