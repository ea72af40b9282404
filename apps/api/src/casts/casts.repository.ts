import { Injectable } from '@nestjs/common';
import type { CastId, ListedCast, ParticipantId, Recognition, SpellId } from '@wandcast/protocol';
import { PrismaService } from '../persistence/prisma.service.js';

/** What is asked of a cast that was stored before. */
export interface EarlierCast {
  readonly participantId: ParticipantId;
  readonly checksum: number;
  readonly recognition: Recognition | null;
}

/** A taught cast as training reads it: packed samples and what they are. */
export interface TaughtCast {
  readonly participantId: string;
  readonly spellId: SpellId;
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

@Injectable()
export class CastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async get(id: CastId): Promise<EarlierCast> {
    const row = await this.prisma.cast.findUniqueOrThrow({
      where: { id },
      select: { participantId: true, checksum: true, modelId: true, recognisedId: true, probabilities: true },
    });
    const { modelId, probabilities } = row;
    return {
      participantId: row.participantId as ParticipantId,
      checksum: Number(row.checksum),
      recognition: modelId === null ? null : { modelId, spell: row.recognisedId as SpellId | null, probabilities },
    };
  }

  /** Newest first by id: ids are UUIDv7, which sort by time. */
  async listOf(participantId: ParticipantId, after: CastId | null, limit: number): Promise<ListedCast[]> {
    const rows = await this.prisma.cast.findMany({
      where: { participantId, ...(after === null ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: limit,
      omit: { samples: true },
    });
    return rows.map((row) => ({
      castId: row.id as CastId,
      intent: row.intent as ListedCast['intent'],
      spell: row.spellId as SpellId | null,
      startedAt: row.startedAt.getTime(),
      durationMs: row.durationMs,
      count: row.count,
      recognised: row.recognisedId as SpellId | null,
    }));
  }

  count(eventId: string): Promise<number> {
    return this.prisma.cast.count({ where: { eventId } });
  }

  async listTaught(eventId: string): Promise<TaughtCast[]> {
    const rows = await this.prisma.cast.findMany({
      where: { eventId, intent: 'teach', spellId: { not: null }, source: { not: 'pointer' } },
      select: { participantId: true, spellId: true, channels: true, count: true, samples: true },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => ({ ...row, spellId: row.spellId as SpellId }));
  }
}
