import { Injectable } from '@nestjs/common';
import type { EventTotals } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { ownCasts } from '../../rooms/participants/own-casts.js';

@Injectable()
export class TotalsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** @param now rounds that start later do not count, ms since 1970 */
  async read(eventId: string, now: number): Promise<EventTotals> {
    const [totals] = await this.prisma.$queryRaw<EventTotals[]>`
      SELECT count(DISTINCT participant_id)::int AS "people", count(*)::int AS "casts",
        count(*) FILTER (WHERE intent = 'cast' AND recognized_id IS NOT NULL)::int AS "recognized",
        count(*) FILTER (WHERE intent = 'teach')::int AS "taught",
        (SELECT count(*)::int FROM rounds
         WHERE event_id = ${eventId}::uuid AND NOT undone AND starts_at <= ${new Date(now)}) AS "rounds"
      FROM casts WHERE event_id = ${eventId}::uuid AND ${ownCasts(eventId)}`;
    if (totals === undefined) throw new Error('a count has one row');
    return totals;
  }
}
