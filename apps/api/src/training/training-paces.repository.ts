import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { blendPaces, workKinds, type Pace, type WorkKind } from '@wandcast/recognition';
import { ServerConfig } from '../platform/config/server-config.js';
import { PrismaService } from '../platform/database/prisma.service.js';

/** The pace of this machine in its last trainings: the basis for the first estimate of the next training's time left. */
@Injectable()
export class TrainingPacesRepository {
  /** Engines differ in speed. */
  private readonly machine: string;

  constructor(
    private readonly prisma: PrismaService,
    config: ServerConfig,
  ) {
    this.machine = `${hostname()} ${config.engine}`;
  }

  /** Empty before the first training. */
  async find(): Promise<Pace> {
    const rows = await this.prisma.trainingPace.findMany({ where: { machine: this.machine } });
    return Object.fromEntries(rows.flatMap(({ work, pace }) => (isKind(work) ? [[work, pace]] : [])));
  }

  /** Stores the pace of a training, blended with that of earlier ones. */
  async save(measured: Pace): Promise<void> {
    const { machine } = this;
    const pace = blendPaces(await this.find(), measured);
    await this.prisma.$transaction(
      Object.entries(pace).map(([work, value]) =>
        this.prisma.trainingPace.upsert({
          where: { machine_work: { machine, work } },
          create: { machine, work, pace: value },
          update: { pace: value, updatedAt: new Date() },
        }),
      ),
    );
  }
}

function isKind(work: string): work is WorkKind {
  return workKinds.some((kind) => kind === work);
}
