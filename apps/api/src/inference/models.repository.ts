import { Injectable } from '@nestjs/common';
import type { ModelInfo, SpellId } from '@wandcast/protocol';
import type { Artefact, ModelCard } from '@wandcast/recognition';
import type { Model, Prisma } from '../generated/prisma/client.js';
import { PrismaService } from '../persistence/prisma.service.js';

export interface StoredModel {
  readonly info: ModelInfo;
  readonly artefact: Artefact;
}

@Injectable()
export class ModelsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async find(id: string): Promise<StoredModel | undefined> {
    const row = await this.prisma.model.findUnique({ where: { id } });
    return row === null ? undefined : stored(row);
  }

  async create({ card, manifest, weights }: Artefact): Promise<StoredModel> {
    const data = {
      kind: card.kind,
      card: card as unknown as Prisma.InputJsonValue,
      manifest: manifest as Prisma.InputJsonValue,
      weights: new Uint8Array(weights),
    };
    return stored(await this.prisma.model.create({ data }));
  }
}

function stored({ id, version, kind, card: json, manifest, weights }: Model): StoredModel {
  const card = json as unknown as ModelCard; // loading checks it
  const info: ModelInfo = {
    id,
    version,
    kind,
    spells: card.spells as SpellId[],
    threshold: card.threshold,
    trainedOn: card.trainedOn.description,
    // Measured on simulated people it says nothing about anyone in the room.
    accuracy: card.trainedOn.simulated ? null : card.metrics.accuracy,
  };
  return { info, artefact: { card, manifest: manifest as Artefact['manifest'], weights } };
}
