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
   */
  list(participantId: ParticipantId): Promise<ConfirmedCastRow[]> {
    return this.prisma.$queryRaw<ConfirmedCastRow[]>`
      WITH RECURSIVE made (id, whole_id) AS (
        SELECT id, id FROM casts WHERE participant_id = ${participantId}::uuid AND original_id IS NULL
        UNION ALL
        SELECT part.id, CASE (SELECT count(*) FROM casts one WHERE one.original_id = made.id) WHEN 1 THEN made.whole_id
          ELSE part.id END
        FROM made JOIN casts part ON part.original_id = made.id)
      SELECT c.id, coalesce(l.spell_id, CASE c.intent WHEN 'teach' THEN c.spell_id ELSE w.recognized_id END) AS spell
      FROM made
        JOIN casts c ON c.id = made.id
        JOIN casts w ON w.id = made.whole_id
        JOIN participants p ON p.id = c.participant_id
        LEFT JOIN current_labels l ON l.cast_id = c.id
        LEFT JOIN predictions q ON q.cast_id = c.id
      WHERE c.received_at > coalesce(p.adapts_from, '-infinity')
        AND ${Prisma.raw(USABLE)} AND ${Prisma.raw(NOT_DRAWN)}
        AND (l.spell_id IS NOT NULL OR l.cast_id IS NULL AND q.quarantine IS NULL AND (
          c.intent = 'teach' AND c.spell_id IS NOT NULL
          OR c.intent = 'cast' AND w.recognized_id IS NOT NULL AND (w.confirmed_at IS NOT NULL OR EXISTS (
            SELECT FROM rounds r WHERE r.event_id = w.event_id AND NOT r.undone AND r.spell_id = w.recognized_id
              AND w.began_at >= r.starts_at AND w.began_at < r.ends_at))))
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
