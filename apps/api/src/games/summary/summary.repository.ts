import { Injectable } from '@nestjs/common';
import type { OfOrganization } from '../../accounts/members/organization.js';
import { USABLE } from '../../casting/storage/usable-casts.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { CastId, SpellCount, SpellId, SummaryModel } from '@wandcast/protocol';
import { accuracyOnNewPeople, modelInfo } from '../../models/model-row.js';
import { ModelsRepository } from '../../models/models.repository.js';
import { ownCasts } from '../../rooms/participants/own-casts.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { StepCount, TimeRange } from './cast-times.js';
import type { RecognitionCount } from './spell-accuracy.js';

/** An event with the fields that its summary needs. */
interface SummarizedEvent extends OfOrganization {
  readonly id: string;
  readonly title: string;
  readonly spellbookId: string;
  readonly createdAt: Date;
  readonly activeModelId: string | null;
  /** When the next event of the room began; null for the current one. */
  readonly until: Date | null;
}

interface EventCounts {
  readonly people: number;
  readonly casts: number;
  readonly taught: number;
  readonly predicted: number;
  readonly fizzled: number;
}

/** A cast made in a round that requested a single spell. */
export interface RequestedCast {
  readonly castId: CastId;
  readonly spell: SpellId;
}

/** Aggregates of an event, computed by the database so that results stay small for any number of casts. */
@Injectable()
export class SummaryRepository {
  constructor(
    private readonly prisma: PrismaService,
    private readonly modelRows: ModelsRepository,
  ) {}

  async findEvent(eventId: string): Promise<SummarizedEvent | undefined> {
    const [event] = await this.prisma.$queryRaw<SummarizedEvent[]>`
      SELECT id, title, spellbook_id AS "spellbookId", created_at AS "createdAt", active_model_id AS "activeModelId",
             (SELECT organization_id FROM rooms WHERE id = e.room_id) AS "organizationId",
             (SELECT min(later.created_at) FROM events later
                WHERE later.room_id = e.room_id AND later.created_at > e.created_at) AS "until"
      FROM events e WHERE id = ${eventId}::uuid`;
    return event;
  }

  async counts(eventId: string): Promise<EventCounts> {
    const [counts] = await this.prisma.$queryRaw<EventCounts[]>`
      SELECT (SELECT count(*)::int FROM participants WHERE event_id = ${eventId}::uuid AND removal = 'no' AND NOT imported) AS "people",
             count(*)::int AS "casts", count(*) FILTER (WHERE intent = 'teach')::int AS "taught",
             count(*) FILTER (WHERE intent = 'cast' AND model_id IS NOT NULL)::int AS "predicted",
             count(*) FILTER (WHERE intent = 'cast' AND model_id IS NOT NULL AND recognized_id IS NULL)::int AS "fizzled"
      FROM casts WHERE event_id = ${eventId}::uuid AND ${ownCasts(eventId)}`;
    if (counts === undefined) throw new Error('a count has one row');
    return counts;
  }

  /** Casts per time step, in order; only within `range` if given. */
  steps(eventId: string, stepMs: number, range?: TimeRange): Promise<StepCount[]> {
    const [from, until] = [new Date(range?.from ?? 0), new Date(range?.until ?? 8.64e15)];
    return this.prisma.$queryRaw<StepCount[]>`
      SELECT step, count(*) FILTER (WHERE intent = 'teach')::int AS "taught",
             count(*) FILTER (WHERE intent <> 'teach')::int AS "others"
      FROM (
        SELECT intent, coalesce(began_at, received_at) AS at,
               floor(extract(epoch FROM coalesce(began_at, received_at)) * 1000 / ${stepMs}::int)::float8 AS step
        FROM casts WHERE event_id = ${eventId}::uuid AND ${ownCasts(eventId)}
      ) dated
      WHERE at >= ${from} AND at < ${until} GROUP BY step ORDER BY step`;
  }

  /** Recognized spells with counts, most frequent first. */
  recognizedCounts(eventId: string): Promise<SpellCount[]> {
    return this.prisma.$queryRaw<SpellCount[]>`
      SELECT recognized_id AS "spell", count(*)::int AS "casts" FROM casts
      WHERE event_id = ${eventId}::uuid AND intent = 'cast' AND recognized_id IS NOT NULL AND ${ownCasts(eventId)}
      GROUP BY recognized_id ORDER BY 2 DESC, 1`;
  }

  /**
   * Counts of predicted casts whose intended spell is known: from the label, else the wand, else the round. A trimmed cast,
   * trimmed again or not, keeps the spell of the round; the parts of a split cast do not.
   */
  recognitionCounts(eventId: string, requested: readonly RequestedCast[]): Promise<RecognitionCount[]> {
    const [ids, spells] = [requested.map(({ castId }) => castId), requested.map(({ spell }) => spell)];
    return this.prisma.$queryRaw<RecognitionCount[]>`
      WITH RECURSIVE asked (cast_id, spell_id) AS (
        SELECT * FROM unnest(${ids}::uuid[], ${spells}::text[])
        UNION ALL
        SELECT part.id, asked.spell_id FROM asked JOIN casts part ON part.original_id = asked.cast_id
        WHERE 1 = (SELECT count(*) FROM casts one WHERE one.original_id = asked.cast_id)
      )
      SELECT * FROM (
        SELECT CASE WHEN l.cast_id IS NOT NULL THEN l.spell_id ELSE coalesce(c.spell_id, a.spell_id) END
                 AS "intendedSpell",
               c.recognized_id AS "recognized", count(*)::int AS "casts"
        FROM casts c LEFT JOIN current_labels l ON l.cast_id = c.id
        LEFT JOIN asked a ON a.cast_id = c.id
        WHERE c.event_id = ${eventId}::uuid AND c.intent = 'cast' AND c.model_id IS NOT NULL AND ${Prisma.raw(USABLE)}
        GROUP BY 1, 2
      ) counted WHERE "intendedSpell" IS NOT NULL`;
  }

  /**
   * Models trained on taught casts that became active for the first time in the event, oldest first, without replaced
   * drafts.
   */
  async models({ id, organizationId, createdAt, until }: SummarizedEvent): Promise<SummaryModel[]> {
    const rows = (await this.modelRows.list(organizationId)).flatMap((row) => {
      const { activatedAt: at, activatedInId, card } = row;
      const isDuring = at !== null && at >= createdAt && (until === null || at < until);
      const isOfEvent = isDuring && (activatedInId === null || activatedInId === id);
      return isOfEvent && card.trainedOn.casts > 0 ? [{ row, at }] : [];
    });
    return rows.reverse().map(({ row, at }) => {
      const { version } = modelInfo(row);
      const { casts, people } = row.card.trainedOn;
      return { version, at: at.getTime(), casts, people, accuracy: accuracyOnNewPeople(row.card) };
    });
  }
}
