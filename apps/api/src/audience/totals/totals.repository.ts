import { Injectable } from '@nestjs/common';
import type { EventTotals } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';

@Injectable()
export class TotalsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** @param now rounds that start later do not count, ms since 1970 */
  async read(eventId: string, now: number): Promise<EventTotals> {
    const [totals] = await this.prisma.$queryRaw<EventTotals[]>`
      SELECT count(*) FILTER (WHERE casts + taught > 0)::int AS "people",
        coalesce(sum(casts + taught), 0)::int AS "casts", coalesce(sum(recognized), 0)::int AS "recognized",
        coalesce(sum(taught), 0)::int AS "taught",
        (SELECT count(*)::int FROM rounds
         WHERE event_id = ${eventId}::uuid AND NOT undone AND starts_at <= ${new Date(now)}) AS "rounds"
      FROM participant_counts JOIN participants p ON p.id = participant_id
      WHERE p.event_id = ${eventId}::uuid AND NOT p.imported`;
    if (totals === undefined) throw new Error('a count has one row');
    return totals;
  }
}
