import { Injectable } from '@nestjs/common';
import { FailureError, type CastId, type Dataset, type Selection, type SpellId } from '@wandcast/protocol';
import type { CastSamples } from '../../casting/storage/casts.repository.js';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

interface Counted extends Omit<Dataset, 'at' | 'since'> {
  readonly created_at: Date;
  readonly since_discarded: number;
  readonly since_relabelled: number;
  readonly since_deleted: number;
}

/** What a cast is held for now: what people said, else its phone. */
const HELD = Prisma.sql`CASE WHEN v.cast_id IS NULL THEN c.spell_id ELSE v.spell_id END`;
const DISCARDED = Prisma.sql`(v.cast_id IS NOT NULL AND v.spell_id IS NULL)`;
/** As training sees it: nobody learns from a finger on a screen. */
const TAUGHT = Prisma.sql`c.source <> 'pointer' AND (v.spell_id IS NOT NULL
  OR (v.cast_id IS NULL AND c.intent = 'teach' AND c.spell_id IS NOT NULL))`;

const COUNTED = Prisma.sql`
  SELECT d.id, d.name, d.note, d.created_by AS by, d.created_at, count(dc.cast_id)::int AS casts,
    count(DISTINCT c.participant_id)::int AS people, count(DISTINCT dc.spell_id)::int AS spells,
    count(*) FILTER (WHERE dc.discarded)::int AS discarded,
    count(*) FILTER (WHERE c.id IS NOT NULL AND ${DISCARDED} AND NOT dc.discarded)::int AS since_discarded,
    count(*) FILTER (WHERE c.id IS NOT NULL AND (NOT ${DISCARDED} OR dc.discarded)
      AND ${HELD} IS DISTINCT FROM dc.spell_id)::int AS since_relabelled,
    count(*) FILTER (WHERE dc.cast_id IS NOT NULL AND c.id IS NULL)::int AS since_deleted
  FROM datasets d LEFT JOIN dataset_casts dc ON dc.dataset_id = d.id
    LEFT JOIN casts c ON c.id = dc.cast_id LEFT JOIN current_labels v ON v.cast_id = c.id`;

/** Saved selections of casts: which, and what each was held for. */
@Injectable()
export class DatasetsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first, with what became of their casts since. */
  async list(eventId: string): Promise<Dataset[]> {
    const rows = await this.prisma.$queryRaw<Counted[]>`${COUNTED}
      WHERE d.event_id = ${eventId}::uuid AND d.removed_at IS NULL GROUP BY d.id ORDER BY d.created_at DESC, d.id`;
    return rows.map(dataset);
  }

  /** Whether it was removed or not. */
  async find(eventId: string, id: string): Promise<Dataset | undefined> {
    const rows = await this.prisma.$queryRaw<Counted[]>`${COUNTED}
      WHERE d.event_id = ${eventId}::uuid AND d.id = ${id}::uuid GROUP BY d.id`;
    return rows.map(dataset)[0];
  }

  /** @returns its id  @throws FailureError `dataset-empty` where no cast fits */
  async save(
    eventId: string,
    about: { readonly name: string; readonly note: string; readonly createdBy: string },
    selection: Selection,
  ): Promise<string> {
    return this.prisma.$transaction(async (tx) => {
      const { id } = await tx.dataset.create({ data: { eventId, ...about } });
      const casts = await tx.$executeRaw`
        INSERT INTO dataset_casts (dataset_id, cast_id, spell_id, discarded)
        SELECT ${id}::uuid, c.id, ${HELD}, ${DISCARDED} FROM casts c LEFT JOIN current_labels v ON v.cast_id = c.id
        WHERE c.event_id = ${eventId}::uuid AND ${selected(selection)}`;
      if (casts === 0) throw new FailureError('dataset-empty');
      return id;
    });
  }

  /** @returns whether there is such a dataset */
  async setRemoved(eventId: string, id: string, removedAt: Date | null): Promise<boolean> {
    return (await this.prisma.dataset.updateMany({ where: { id, eventId }, data: { removedAt } })).count > 0;
  }

  /** How many casts it has of each spell that one can learn from. */
  async countHeld(id: string): Promise<Map<SpellId, number>> {
    const rows = await this.prisma.$queryRaw<{ spell: SpellId; casts: number }[]>`
      SELECT dc.spell_id AS spell, count(*)::int AS casts FROM dataset_casts dc JOIN casts c ON c.id = dc.cast_id
      WHERE dc.dataset_id = ${id}::uuid AND dc.spell_id IS NOT NULL AND c.source <> 'pointer' GROUP BY 1 ORDER BY 1`;
    return new Map(rows.map(({ spell, casts }) => [spell, casts]));
  }

  /** Its casts that are there still, each with the spell it keeps for it. */
  async page(id: string, after: CastId | null, limit: number): Promise<CastSamples[]> {
    return this.prisma.$queryRaw<CastSamples[]>`
      SELECT c.id, c.participant_id AS "participantId", dc.spell_id AS "spellId", c.channels, c.count, c.samples
      FROM dataset_casts dc JOIN casts c ON c.id = dc.cast_id
      WHERE dc.dataset_id = ${id}::uuid AND dc.spell_id IS NOT NULL AND c.source <> 'pointer'
        AND (${after}::uuid IS NULL OR dc.cast_id > ${after}::uuid)
      ORDER BY dc.cast_id LIMIT ${limit}`;
  }
}

function selected(selection: Selection): Prisma.Sql {
  switch (selection.by) {
    case 'taught':
      return TAUGHT;
    case 'casts':
      return Prisma.sql`c.id = ANY(${selection.castIds}::uuid[])`;
    case 'facts': {
      const { spells, people, from, until } = selection;
      const time = (at: number): Date => new Date(at);
      return Prisma.join(
        [
          TAUGHT,
          ...(spells === null ? [] : [Prisma.sql`${HELD} = ANY(${spells}::text[])`]),
          ...(people === null ? [] : [Prisma.sql`c.participant_id = ANY(${people}::uuid[])`]),
          ...(from === null ? [] : [Prisma.sql`c.started_at >= ${time(from)}`]),
          ...(until === null ? [] : [Prisma.sql`c.started_at <= ${time(until)}`]),
        ],
        ' AND ',
      );
    }
  }
}

function dataset({ created_at, since_discarded, since_relabelled, since_deleted, ...row }: Counted): Dataset {
  const since = { discarded: since_discarded, relabeled: since_relabelled, deleted: since_deleted };
  return { ...row, at: created_at.getTime(), since };
}
