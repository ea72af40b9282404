import { Injectable } from '@nestjs/common';
import type { CastId, CastSource, Hand, Intent, SpellId } from '@wandcast/protocol';
import { displayNamesOf } from '../../rooms/participants/display-names.js';
import { USABLE, usable } from '../../casting/storage/usable-casts.js';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** A cast without its samples. */
export interface OverviewRow {
  readonly id: CastId;
  readonly participantId: string;
  readonly intent: Intent;
  readonly source: CastSource;
  /** See SPEC C11; null if unknown. */
  readonly flipped: boolean | null;
  readonly hand: Hand | null;
  readonly receivedAt: Date;
  readonly durationMs: number;
  readonly rateHz: number;
  readonly maxGapMs: number;
  readonly intendedSpell: SpellId | null;
  readonly isLabeled: boolean;
  /** Null if the cast was discarded or has no label. */
  readonly label: SpellId | null;
  readonly modelId: string | null;
  readonly recognized: SpellId | null;
  /** The largest probability; null without a model. */
  readonly confidence: number | null;
  /** Null if the cast was stored before shapes existed and its shape was not computed since. */
  readonly shape: Uint8Array | null;
}

/** Reads every cast of an event that is in use, for the explorer. */
@Injectable()
export class OverviewRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Current time of the database clock, which also sets `received_at`. */
  async now(): Promise<Date> {
    const [row] = await this.prisma.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    return row?.now ?? new Date();
  }

  /** Number of casts received at or after `since`. All are not counted: their number is kept. */
  async count(eventId: string, since: Date | null): Promise<number> {
    if (since !== null) return this.prisma.cast.count({ where: { eventId, ...usable, receivedAt: { gte: since } } });
    const kept = await this.prisma.labelStateCount.aggregate({ where: { eventId }, _sum: { casts: true } });
    return kept._sum.casts ?? 0;
  }

  /** Casts received at or after `since`, ordered by id, starting after `after`. Read without Prisma, which takes longer. */
  async page(eventId: string, since: Date, after: CastId | null, limit: number): Promise<OverviewRow[]> {
    const first = after ?? '00000000-0000-0000-0000-000000000000';
    const { text, values } = Prisma.sql`
      SELECT c.id, c.participant_id AS "participantId", c.intent, c.source, c.flipped, c.hand, c.received_at AS "receivedAt",
             c.duration_ms AS "durationMs", c.rate_hz AS "rateHz", c.max_gap_ms AS "maxGapMs",
             c.spell_id AS "intendedSpell", l.cast_id IS NOT NULL AS "isLabeled", l.spell_id AS "label",
             c.model_id AS "modelId", c.recognized_id AS "recognized",
             (SELECT max(p) FROM unnest(c.probabilities) p) AS "confidence", c.shape
      FROM casts c LEFT JOIN current_labels l ON l.cast_id = c.id
      WHERE c.event_id = ${eventId}::uuid AND c.received_at >= ${since} AND c.id > ${first}::uuid
        AND ${Prisma.raw(USABLE)}
      ORDER BY c.id LIMIT ${limit}`;
    return (await this.prisma.pool.query<OverviewRow>(text, values)).rows;
  }

  nicknames(participantIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return displayNamesOf(this.prisma, participantIds);
  }
}
