import { Injectable } from '@nestjs/common';
import { FailureError, type CastId, type Dataset, type Selection, type SpellId } from '@wandcast/protocol';
import type { TaughtCast } from '../../casting/storage/casts.repository.js';
import { NOT_DRAWN } from '../../casting/storage/drawn-sources.js';
import { USABLE } from '../../casting/storage/usable-casts.js';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { lockCastReferences, queryOn } from '../../rooms/deletions/cast-traces.js';

interface Counted extends Omit<Dataset, 'at' | 'since'> {
  readonly created_at: Date;
  readonly since_discarded: number;
  readonly since_relabeled: number;
  readonly since_deleted: number;
}

/** All casts of a large evening may be saved, ms. */
const LONG = { timeout: 60_000 };

/** A cast's current spell: the newest label if there is one, else the intended spell. Null if discarded or unknown. */
const CURRENT_SPELL = Prisma.sql`CASE WHEN l.cast_id IS NULL THEN c.spell_id ELSE l.spell_id END`;
const DISCARDED = Prisma.sql`(l.cast_id IS NOT NULL AND l.spell_id IS NULL)`;
const FROM_MOTION = Prisma.raw(NOT_DRAWN);
const IN_USE = Prisma.raw(USABLE);
/** Casts usable for training, the same that readiness counts: without unlabeled ones in quarantine. */
const TRAINABLE = Prisma.sql`${FROM_MOTION} AND (l.spell_id IS NOT NULL
  OR (l.cast_id IS NULL AND c.intent = 'teach' AND c.spell_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM predictions p WHERE p.cast_id = c.id AND p.quarantine IS NOT NULL)))`;

const COUNTED = Prisma.sql`
  SELECT d.id, d.name, d.note, d.created_by AS by, d.created_at, count(dc.cast_id)::int AS casts,
    count(DISTINCT c.participant_id)::int AS people, count(DISTINCT dc.spell_id)::int AS spells,
    count(*) FILTER (WHERE dc.discarded)::int AS discarded,
    count(*) FILTER (WHERE c.id IS NOT NULL AND ${DISCARDED} AND NOT dc.discarded)::int AS since_discarded,
    count(*) FILTER (WHERE c.id IS NOT NULL AND (NOT ${DISCARDED} OR dc.discarded)
      AND ${CURRENT_SPELL} IS DISTINCT FROM dc.spell_id)::int AS since_relabeled,
    count(*) FILTER (WHERE dc.cast_id IS NOT NULL AND c.id IS NULL)::int AS since_deleted
  FROM datasets d LEFT JOIN dataset_casts dc ON dc.dataset_id = d.id
    LEFT JOIN casts c ON c.id = dc.cast_id AND ${IN_USE} LEFT JOIN current_labels l ON l.cast_id = c.id`;

/** Saved selections of casts, each with its spell at the time of saving. Casts that were replaced since count as deleted. */
@Injectable()
export class DatasetsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Datasets that are not removed, newest first, with counts of the changes since they were saved. */
  async list(eventId: string): Promise<Dataset[]> {
    const rows = await this.prisma.$queryRaw<Counted[]>`${COUNTED}
      WHERE d.event_id = ${eventId}::uuid AND d.removed_at IS NULL GROUP BY d.id ORDER BY d.created_at DESC, d.id`;
    return rows.map(dataset);
  }

  /** Also finds removed datasets. */
  async find(eventId: string, id: string): Promise<Dataset | undefined> {
    const rows = await this.prisma.$queryRaw<Counted[]>`${COUNTED}
      WHERE d.event_id = ${eventId}::uuid AND d.id = ${id}::uuid GROUP BY d.id`;
    return rows.map(dataset)[0];
  }

  /** @returns the new dataset's id  @throws FailureError `dataset-empty` if no cast matches the selection */
  async save(
    eventId: string,
    about: { readonly name: string; readonly note: string; readonly createdBy: string },
    selection: Selection,
  ): Promise<string> {
    return this.prisma.$transaction(async (tx) => {
      const { id } = await tx.dataset.create({ data: { eventId, ...about } });
      await lockCastReferences(queryOn(tx));
      const casts = await tx.$executeRaw`
        INSERT INTO dataset_casts (dataset_id, cast_id, spell_id, discarded)
        SELECT ${id}::uuid, c.id, ${CURRENT_SPELL}, ${DISCARDED} FROM casts c LEFT JOIN current_labels l ON l.cast_id = c.id
        WHERE c.event_id = ${eventId}::uuid AND ${IN_USE} AND ${selected(selection)}`;
      if (casts === 0) throw new FailureError('dataset-empty');
      return id;
    }, LONG);
  }

  /** @returns false if the dataset does not exist */
  async setRemoved(eventId: string, id: string, removedAt: Date | null): Promise<boolean> {
    return (await this.prisma.dataset.updateMany({ where: { id, eventId }, data: { removedAt } })).count > 0;
  }

  /** Number of trainable casts per spell. */
  async countTrainable(id: string): Promise<Map<SpellId, number>> {
    const rows = await this.prisma.$queryRaw<{ spell: SpellId; casts: number }[]>`
      SELECT dc.spell_id AS spell, count(*)::int AS casts FROM dataset_casts dc JOIN casts c ON c.id = dc.cast_id
      WHERE dc.dataset_id = ${id}::uuid AND dc.spell_id IS NOT NULL AND ${FROM_MOTION} AND ${IN_USE} GROUP BY 1 ORDER BY 1`;
    return new Map(rows.map(({ spell, casts }) => [spell, casts]));
  }

  /** Ids of all casts of a dataset, in use or not, and of their parts, which repeat their movement. */
  async listHeldBack(id: string): Promise<Set<CastId>> {
    const rows = await this.prisma.$queryRaw<{ id: CastId }[]>`
      SELECT dc.cast_id AS id FROM dataset_casts dc WHERE dc.dataset_id = ${id}::uuid
      UNION SELECT p.id FROM dataset_casts dc JOIN casts p ON p.original_id = dc.cast_id WHERE dc.dataset_id = ${id}::uuid
      UNION SELECT p.original_id FROM dataset_casts dc JOIN casts p ON p.id = dc.cast_id
        WHERE dc.dataset_id = ${id}::uuid AND p.original_id IS NOT NULL`;
    return new Set(rows.map((row) => row.id));
  }

  /** Trainable casts that are still in use, ordered by id, each with the spell the dataset saved for it. */
  async page(id: string, after: CastId | null, limit: number): Promise<TaughtCast[]> {
    return this.prisma.$queryRaw<TaughtCast[]>`
      SELECT c.id, c.participant_id AS "participantId", dc.spell_id AS "spellId"
      FROM dataset_casts dc JOIN casts c ON c.id = dc.cast_id
      WHERE dc.dataset_id = ${id}::uuid AND dc.spell_id IS NOT NULL AND ${FROM_MOTION} AND ${IN_USE}
        AND (${after}::uuid IS NULL OR dc.cast_id > ${after}::uuid)
      ORDER BY dc.cast_id LIMIT ${limit}`;
  }
}

function selected(selection: Selection): Prisma.Sql {
  switch (selection.by) {
    case 'taught':
      return TRAINABLE;
    case 'casts':
      return Prisma.sql`c.id = ANY(${selection.castIds}::uuid[])`;
    case 'facts': {
      const { spells, people, from, until } = selection;
      const time = (at: number): Date => new Date(at);
      return Prisma.join(
        [
          TRAINABLE,
          ...(spells === null ? [] : [Prisma.sql`${CURRENT_SPELL} = ANY(${spells}::text[])`]),
          ...(people === null ? [] : [Prisma.sql`c.participant_id = ANY(${people}::uuid[])`]),
          ...(from === null ? [] : [Prisma.sql`c.started_at >= ${time(from)}`]),
          ...(until === null ? [] : [Prisma.sql`c.started_at <= ${time(until)}`]),
        ],
        ' AND ',
      );
    }
  }
}

function dataset({ created_at, since_discarded, since_relabeled, since_deleted, ...row }: Counted): Dataset {
  const since = { discarded: since_discarded, relabeled: since_relabeled, deleted: since_deleted };
  return { ...row, at: created_at.getTime(), since };
}
