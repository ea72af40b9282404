import { Injectable } from '@nestjs/common';
import type { CastId, ParticipantId, SpellId } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { NOT_DRAWN } from '../storage/drawn-sources.js';
import { USABLE } from '../storage/usable-casts.js';

/** A cast of a participant whose spell is known. */
export interface ConfirmedCastRow {
  readonly id: CastId;
  readonly spell: SpellId;
}

/** Most rows read per participant, newest first: more than the newest of each spell need in practice. */
const MAX_ROWS = 300;

/** Which casts of a participant have a known spell: taught, labeled, right in a round, or confirmed by their caster. */
@Injectable()
export class ConfirmedCastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Newest first. A member's label overrules everything else; discarded and quarantined casts are left out. A trimmed cast
   * stays confirmed; the parts of a split one do not, because nobody said which of them the confirmation meant.
   * Reads the casts that may count through indexes of their own: people make thousands that nobody confirms.
   */
  list(participantId: ParticipantId): Promise<ConfirmedCastRow[]> {
    return this.prisma.$queryRaw<ConfirmedCastRow[]>`
      WITH RECURSIVE answered (id) AS (
        SELECT id FROM casts
        WHERE participant_id = ${participantId}::uuid AND confirmed_at IS NOT NULL AND recognized_id IS NOT NULL
        UNION
        SELECT w.id FROM participants p
          JOIN rounds r ON r.event_id = p.event_id AND NOT r.undone
          JOIN casts w ON w.participant_id = ${participantId}::uuid AND w.event_id = r.event_id
            AND w.began_at >= r.starts_at AND w.began_at < r.ends_at AND w.recognized_id = r.spell_id
        WHERE p.id = ${participantId}::uuid
      ), correct (id, spell) AS (
        SELECT w.id, w.recognized_id FROM answered JOIN casts w ON w.id = answered.id
        WHERE w.original_id IS NULL OR (SELECT count(*) FROM casts one WHERE one.original_id = w.original_id) > 1
        UNION ALL
        SELECT part.id, correct.spell FROM correct JOIN casts part ON part.original_id = correct.id
        WHERE (SELECT count(*) FROM casts one WHERE one.original_id = correct.id) = 1
      ), reported (id, spell) AS (
        SELECT id, spell_id FROM casts
        WHERE participant_id = ${participantId}::uuid AND intent = 'teach' AND spell_id IS NOT NULL
        UNION ALL
        SELECT correct.id, correct.spell FROM correct JOIN casts c ON c.id = correct.id AND c.intent = 'cast'
      ), known (id, spell) AS (
        SELECT cast_id, spell_id FROM current_labels
        WHERE participant_id = ${participantId}::uuid AND spell_id IS NOT NULL
        UNION ALL
        SELECT id, spell FROM reported
        WHERE NOT EXISTS (SELECT FROM current_labels l WHERE l.cast_id = reported.id)
          AND NOT EXISTS (SELECT FROM predictions q WHERE q.cast_id = reported.id AND q.quarantine IS NOT NULL)
      )
      SELECT c.id, known.spell
      FROM known JOIN casts c ON c.id = known.id JOIN participants p ON p.id = c.participant_id
      WHERE c.received_at > coalesce(p.adapts_from, '-infinity')
        AND ${Prisma.raw(USABLE)} AND ${Prisma.raw(NOT_DRAWN)}
      ORDER BY c.id DESC LIMIT ${MAX_ROWS}`;
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
