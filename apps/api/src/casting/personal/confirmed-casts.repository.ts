import { Injectable } from '@nestjs/common';
import type { CastId, ParticipantId, SpellId } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';
import { NOT_DRAWN } from '../storage/drawn-sources.js';
import { USABLE } from '../storage/usable-casts.js';
import { withinLimit } from './computation.js';

/** A cast of a participant whose spell is known. */
export interface ConfirmedCastRow {
  readonly id: CastId;
  readonly spell: SpellId;
}

interface PersonsRow extends ConfirmedCastRow {
  readonly person: ParticipantId;
}

/** People whose casts are read with one query, when a room comes back at once; others wait. */
const MAX_PEOPLE = 16;

/** Most rows read per participant, newest first: more than the newest of each spell need in practice. */
const MAX_ROWS = 300;

/** Which casts of a participant have a known spell: taught, labeled, right in a round, or confirmed by their caster. */
@Injectable()
export class ConfirmedCastsRepository {
  private readonly reads = new BatchedCalls(
    (ids: readonly ParticipantId[]) => withinLimit(this.listAll(ids)),
    MAX_PEOPLE,
  );

  constructor(private readonly prisma: PrismaService) {}

  /** The casts of a participant, newest first. @throws Error as `withinLimit` */
  async list(participantId: ParticipantId): Promise<readonly ConfirmedCastRow[]> {
    return (await this.reads.call(participantId)) ?? [];
  }

  /**
   * Newest first. A member's label overrules everything else; discarded and quarantined casts are left out. A trimmed cast
   * stays confirmed; the parts of a split one do not, because nobody said which of them the confirmation meant.
   * Starts from the casts that may count, through indexes of their own: people make thousands that nobody confirms.
   * `OFFSET 0` looks up each of them: the planner expects far more, and would read the whole table.
   */
  private async listAll(ids: readonly ParticipantId[]): Promise<Map<ParticipantId, ConfirmedCastRow[]>> {
    const id = Prisma.sql`person.id`;
    const rows = await this.prisma.$queryRaw<PersonsRow[]>`
      SELECT person.id AS person, one.id, one.spell FROM unnest(${ids}::uuid[]) AS person (id) CROSS JOIN LATERAL (
      WITH RECURSIVE answered (id, spell, original_id) AS (
        SELECT id, recognized_id, original_id FROM casts
        WHERE participant_id = ${id} AND confirmed_at IS NOT NULL AND recognized_id IS NOT NULL
        UNION
        SELECT w.id, w.recognized_id, w.original_id FROM rounds r CROSS JOIN LATERAL (
          SELECT id, recognized_id, original_id FROM casts
          WHERE participant_id = ${id} AND event_id = r.event_id AND intent = 'cast' AND recognized_id = r.spell_id
            AND began_at >= r.starts_at AND began_at < r.ends_at OFFSET 0) w
        WHERE r.event_id = (SELECT event_id FROM participants WHERE id = ${id}) AND NOT r.undone
      ), correct (id, spell) AS (
        SELECT id, spell FROM answered
        WHERE original_id IS NULL OR (SELECT count(*) FROM casts one WHERE one.original_id = answered.original_id) > 1
        UNION ALL
        SELECT part.id, correct.spell FROM correct JOIN casts part ON part.original_id = correct.id
        WHERE NOT EXISTS (SELECT FROM casts one WHERE one.original_id = correct.id AND one.id <> part.id)
      ), reported (id, spell, intent) AS (
        SELECT id, spell_id, intent FROM casts WHERE participant_id = ${id} AND intent = 'teach' AND spell_id IS NOT NULL
        UNION ALL
        SELECT id, spell, 'cast' FROM correct
      ), known (id, spell) AS (
        SELECT cast_id, spell_id FROM current_labels WHERE participant_id = ${id} AND spell_id IS NOT NULL
        UNION ALL
        SELECT id, spell FROM reported CROSS JOIN LATERAL (
          SELECT FROM casts c WHERE c.id = reported.id AND c.intent = reported.intent
            AND NOT EXISTS (SELECT FROM current_labels l WHERE l.cast_id = c.id)
            AND NOT EXISTS (SELECT FROM predictions q WHERE q.cast_id = c.id AND q.quarantine IS NOT NULL) OFFSET 0) same
      )
      SELECT c.id, known.spell FROM known CROSS JOIN LATERAL (
        SELECT c.id FROM casts c WHERE c.id = known.id
          AND c.received_at > (SELECT coalesce(adapts_from, '-infinity') FROM participants WHERE id = ${id})
          AND ${Prisma.raw(USABLE)} AND ${Prisma.raw(NOT_DRAWN)} OFFSET 0) c
      ORDER BY c.id DESC LIMIT ${MAX_ROWS}) AS one
      ORDER BY one.id DESC`;
    const casts = new Map(ids.map((one) => [one, [] as ConfirmedCastRow[]]));
    for (const { person, ...cast } of rows) casts.get(person)?.push(cast);
    return casts;
  }

  /** The packed samples of these casts; deleted ones are missing. */
  async listSamples(
    ids: readonly CastId[],
  ): Promise<
    { readonly id: CastId; readonly channels: number; readonly count: number; readonly samples: Uint8Array }[]
  > {
    const rows = await this.prisma.cast.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, channels: true, count: true, samples: true },
    });
    return rows.map((row) => ({ ...row, id: row.id as CastId }));
  }

  /** Marks a participant's recognized cast as right. @returns false if they have no such cast */
  async confirm(participantId: ParticipantId, castId: CastId): Promise<boolean> {
    const confirmed = await this.prisma.$executeRaw`
      UPDATE casts SET confirmed_at = coalesce(confirmed_at, now())
      WHERE id = ${castId}::uuid AND participant_id = ${participantId}::uuid AND recognized_id IS NOT NULL`;
    return confirmed > 0;
  }

  /** Leaves out the participant's casts so far: by the database's clock, which also sets when they were received. */
  async forget(participantId: ParticipantId): Promise<void> {
    await this.prisma.$executeRaw`UPDATE participants SET adapts_from = now() WHERE id = ${participantId}::uuid`;
  }
}
