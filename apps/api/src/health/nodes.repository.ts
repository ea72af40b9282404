import { Injectable } from '@nestjs/common';
import { PrismaService } from '../platform/database/prisma.service.js';
import { BUS_NAME } from '../platform/bus/bus.js';

/** Counts the nodes by their bus connections in pg_stat_activity: each running node has exactly one. */
@Injectable()
export class NodesRepository {
  constructor(private readonly prisma: PrismaService) {}

  async count(): Promise<number> {
    const [row] = await this.prisma.$queryRaw<{ nodes: number }[]>`
      SELECT count(*)::int AS nodes FROM pg_stat_activity
      WHERE application_name = ${BUS_NAME} AND datname = current_database()`;
    return row?.nodes ?? 0;
  }
}
