import { Injectable, type OnModuleInit } from '@nestjs/common';
import { loadNetwork, type Network } from '../starter-network.js';
import type { Result, SampleMessage, StartMessage } from './messages.js';
import { PrismaService } from './prisma.service.js';

interface OpenCast {
  participant: string;
  samples: SampleMessage[];
  writes: Promise<unknown>[];
}

@Injectable()
export class CastsService implements OnModuleInit {
  private readonly open = new Map<string, OpenCast>();
  private network!: Network;

  constructor(private readonly prisma: PrismaService) {}

  async onModuleInit(): Promise<void> {
    this.network = await loadNetwork();
  }

  start({ castId, participant }: StartMessage): void {
    this.open.set(castId, { participant, samples: [], writes: [] });
  }

  async add(sample: SampleMessage): Promise<void> {
    const cast = this.get(sample.castId);
    cast.samples.push(sample);
    const write = this.prisma.sample.create({ data: sample });
    cast.writes.push(write);
    await write;
  }

  async finish(castId: string): Promise<Result> {
    const { participant, samples, writes } = this.get(castId);
    this.open.delete(castId);
    const [probabilities = []] = this.network.predict([
      {
        t: Float32Array.from(samples, ({ t }) => t),
        linear: {
          x: Float32Array.from(samples, ({ x }) => x),
          y: Float32Array.from(samples, ({ y }) => y),
          z: Float32Array.from(samples, ({ z }) => z),
        },
        gravity: {
          x: Float32Array.from(samples, ({ gx }) => gx),
          y: Float32Array.from(samples, ({ gy }) => gy),
          z: Float32Array.from(samples, ({ gz }) => gz),
        },
      },
    ]);
    const spell = this.network.spells[probabilities.indexOf(Math.max(...probabilities))] ?? 'none';
    await Promise.all(writes);
    await this.prisma.cast.create({ data: { id: castId, participant, spell, probabilities } });
    return { castId, participant, spell, probabilities };
  }

  private get(castId: string): OpenCast {
    const cast = this.open.get(castId);
    if (cast === undefined) throw new Error(`no cast ${castId}`);
    return cast;
  }
}
