import { Injectable } from '@nestjs/common';
import type { CastId, Intent, ParticipantId, Quarantine, SpellId } from '@wandcast/protocol';
import { USABLE_EACH } from '../../casting/storage/usable-casts.js';
import { Prisma } from '../../generated/prisma/client.js';
import { isConflict } from '../../platform/failures/database-failure.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** A cast that a model has not scored. */
export interface UnscoredCast {
  readonly id: CastId;
  readonly intent: Intent;
  readonly intendedSpell: SpellId | null;
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

export interface NewPrediction {
  readonly castId: CastId;
  readonly spell: SpellId | null;
  readonly confidence: number;
  readonly next: SpellId | null;
  readonly runnerUp: number;
  readonly quarantine: Quarantine | null;
}

/** Longest wait for a lock, ms, well before PostgreSQL looks for deadlocks and maybe ends the other one. */
const LOCK_MS = 200;
/** How often a page is written before its run ends; the next one continues. */
const ATTEMPTS = 10;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class PredictionsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Whether the model has not scored all casts of an event. Their numbers are kept: looking at all casts takes seconds. */
  async hasUnscored(eventId: string, modelId: string): Promise<boolean> {
    const others = { eventId, OR: [{ modelId: null }, { modelId: { not: modelId } }] };
    const kept = await this.prisma.labelStateCount.aggregate({ where: others, _sum: { casts: true } });
    return (kept._sum.casts ?? 0) > 0;
  }

  /**
   * Unscored casts older than `before`, newest first. Follows the index by event, intent and id, and looks up each
   * prediction, so that a page ends at its last cast: a join would read and sort all casts of the event for each page,
   * which PostgreSQL prefers as long as it has no statistics of a new evening.
   */
  pageUnscored(eventId: string, modelId: string, before: CastId | null, limit: number): Promise<UnscoredCast[]> {
    const newest = (intent: Intent): Prisma.Sql => Prisma.sql`
      (SELECT c.id, c.intent, c.spell_id AS "intendedSpell", c.channels, c.count, c.samples FROM casts c
       WHERE c.event_id = ${eventId}::uuid AND c.intent = ${Prisma.raw(`'${intent}'`)} AND c.id < ${before ?? LAST_ID}::uuid
         AND (SELECT model_id FROM predictions WHERE cast_id = c.id) IS DISTINCT FROM ${modelId}::uuid
         AND ${Prisma.raw(USABLE_EACH)}
       ORDER BY c.id DESC LIMIT ${limit})`;
    return this.prisma.$queryRaw<UnscoredCast[]>`
      ${newest('cast')} UNION ALL ${newest('teach')} ORDER BY id DESC LIMIT ${limit}`;
  }

  /**
   * Replaces predictions of earlier models. Skips casts deleted in the meantime. Does not wait for the disk, which casts
   * wait for: what a crash takes is computed again. Nor does it wait long for rows that somebody deletes or labels, who may
   * wait for it as well.
   * @returns participants whose casts entered or left quarantine by that
   */
  async write(eventId: string, modelId: string, predictions: readonly NewPrediction[]): Promise<ParticipantId[]> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.tryWrite(eventId, modelId, predictions);
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      }
  }

  private async tryWrite(
    eventId: string,
    modelId: string,
    predictions: readonly NewPrediction[],
  ): Promise<ParticipantId[]> {
    const column = <T>(of: (one: NewPrediction) => T): T[] => predictions.map(of);
    const rows = await this.prisma.$queryRaw<{ participantId: ParticipantId }[]>`
      WITH soon AS MATERIALIZED (
        SELECT set_config('synchronous_commit', 'off', true), set_config('lock_timeout', '${Prisma.raw(String(LOCK_MS))}ms', true)
      ), scored AS (
        SELECT scored.* FROM soon, unnest(
          ${column(({ castId }) => castId)}::uuid[], ${column(({ spell }) => spell)}::text[],
          ${column(({ confidence }) => confidence)}::real[], ${column(({ next }) => next)}::text[],
          ${column(({ runnerUp }) => runnerUp)}::real[],
          ${column(({ quarantine }) => quarantine)}::text[]
        ) AS scored (cast_id, spell, confidence, next, runner_up, quarantine)
      ), earlier AS (
        SELECT predictions.cast_id, predictions.quarantine FROM predictions JOIN scored USING (cast_id)
      ), written AS (
        INSERT INTO predictions (cast_id, event_id, model_id, spell_id, confidence, runner_up_id, runner_up_confidence, quarantine)
        SELECT scored.cast_id, ${eventId}::uuid, ${modelId}::uuid, scored.spell, scored.confidence, scored.next,
          scored.runner_up, scored.quarantine
        FROM scored JOIN casts ON casts.id = scored.cast_id
        ON CONFLICT (cast_id) DO UPDATE SET model_id = excluded.model_id, spell_id = excluded.spell_id,
          confidence = excluded.confidence, runner_up_id = excluded.runner_up_id,
          runner_up_confidence = excluded.runner_up_confidence, quarantine = excluded.quarantine
        RETURNING cast_id, quarantine
      )
      SELECT DISTINCT casts.participant_id AS "participantId"
      FROM written JOIN casts ON casts.id = written.cast_id LEFT JOIN earlier ON earlier.cast_id = written.cast_id
      WHERE (written.quarantine IS NULL) <> (earlier.quarantine IS NULL)`;
    return rows.map(({ participantId }) => participantId);
  }
}
