import { Injectable } from '@nestjs/common';
import type { CastId, ParticipantId, SpellId } from '@wandcast/protocol';
import type { StoredSamples } from '../../casting/storage/stored-signal.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** A participant's most confident recognized cast. */
interface BestCast extends StoredSamples {
  readonly castId: CastId;
  readonly spell: SpellId;
  readonly confidence: number;
}

/** The stored casts of a participant, summed up. */
export interface OwnCasts {
  readonly casts: number;
  readonly taught: number;
  /** Spells of their recognized casts, in any order. */
  readonly spells: readonly SpellId[];
  readonly best: BestCast | undefined;
}

type Row = Omit<OwnCasts, 'best'> & { readonly [P in keyof BestCast]: BestCast[P] | null };

@Injectable()
export class SouvenirsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Reads everything in one query. A recognized cast counts as such unless it was discarded, or its label or its phone
   * says that another spell was meant. The best one was drawn rather than tapped, if any was.
   * @param spells only these count as recognized
   */
  async read(participantId: ParticipantId, spells: readonly SpellId[]): Promise<OwnCasts> {
    const [row] = await this.prisma.$queryRaw<Row[]>`
      WITH own AS (
        SELECT c.id, c.intent, c.source, c.recognized_id, c.probabilities,
          c.intent = 'cast' AND c.recognized_id = ANY(${[...spells]}::text[]) AND CASE
            WHEN l.cast_id IS NULL THEN coalesce(c.spell_id, c.recognized_id)
            ELSE coalesce(l.spell_id, '') END = c.recognized_id AS hit
        FROM casts c LEFT JOIN current_labels l ON l.cast_id = c.id
        WHERE c.participant_id = ${participantId}::uuid AND c.original_id IS NULL
      ), best AS (
        SELECT id, (SELECT max(p) FROM unnest(probabilities) p) AS confidence FROM own WHERE hit
        ORDER BY source = 'tapped', confidence DESC NULLS LAST, id LIMIT 1
      )
      SELECT total.*, c.id AS "castId", c.recognized_id AS "spell", best.confidence, c.channels, c.count, c.samples
      FROM (
        SELECT count(*)::int AS "casts", count(*) FILTER (WHERE intent = 'teach')::int AS "taught",
          coalesce(array_agg(DISTINCT recognized_id) FILTER (WHERE hit), '{}') AS "spells"
        FROM own
      ) total LEFT JOIN best ON true LEFT JOIN casts c ON c.id = best.id`;
    if (row === undefined) throw new Error('a count has one row');
    const { casts, taught, spells: recognized, castId, spell, confidence, channels, count, samples } = row;
    const isFound = castId !== null && spell !== null && channels !== null && count !== null && samples !== null;
    const best = isFound ? { castId, spell, confidence: confidence ?? 0, channels, count, samples } : undefined;
    return { casts, taught, spells: recognized, best };
  }
}
