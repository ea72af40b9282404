import { Injectable } from '@nestjs/common';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { IS_ALIVE } from '../../rooms/leases/node-session.js';

/** A process that runs trainings for the servers of its database. */
export interface TrainingWorkerAddress {
  readonly id: string;
  /** Origin at which servers reach it. */
  readonly url: string;
}

/** The workers of this database. */
@Injectable()
export class TrainingWorkersRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Those that live, in a fixed order. */
  list(): Promise<TrainingWorkerAddress[]> {
    return this.prisma.$queryRaw<TrainingWorkerAddress[]>`
      SELECT id, url FROM nodes WHERE role = 'worker' AND url IS NOT NULL AND ${Prisma.raw(IS_ALIVE)} ORDER BY id`;
  }
}
