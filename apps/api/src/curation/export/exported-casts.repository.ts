import { Injectable } from '@nestjs/common';
import type { CastId, Hand, StoredSource, Intent, SpellId, Turn } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { PartialOrientation } from '../../casting/ingest/open-cast.js';
import { orientationColumns } from '../../casting/storage/stored-orientation.js';
import { notRemoved, usable } from '../../casting/storage/usable-casts.js';
import type { ExportOptions } from './export-options.js';

/** A stored cast, as read for an export. */
export interface ExportedRow {
  readonly id: CastId;
  readonly participantId: string;
  readonly intent: Intent;
  readonly source: StoredSource;
  readonly startedAt: Date;
  readonly intendedSpell: SpellId | null;
  /** Its current spell, or the one saved in the dataset. */
  readonly currentSpell: SpellId | null;
  /** Discarded now or when the dataset was saved. */
  readonly discarded: boolean;
  /** Whether a moderator labeled it with a spell. */
  readonly labeled: boolean;
  readonly recognized: SpellId | null;
  readonly orientation: PartialOrientation;
  /** The cast that was cut into this part; null for whole casts. */
  readonly originalId: CastId | null;
  /** Whether it was trimmed or split, so that its parts are used instead. */
  readonly replaced: boolean;
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

export interface ExportPage {
  readonly casts: readonly ExportedRow[];
  /** Cursor of the next page; null after the last page. */
  readonly after: CastId | null;
}

const columns = {
  ...{ id: true, participantId: true, intent: true, source: true, startedAt: true, spellId: true },
  ...orientationColumns,
  ...{ recognizedId: true, channels: true, count: true, samples: true, currentLabel: { select: { spellId: true } } },
  ...{ originalId: true, parts: { select: { id: true }, take: 1 } },
} as const;
type Row = Prisma.CastGetPayload<{ select: typeof columns }>;

/** Reads casts for an export, page by page in the order of their ids. */
@Injectable()
export class ExportedCastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * A page of casts. Deleted and replaced casts of a dataset are missing from its pages.
   * @param all also casts that were replaced by their parts
   */
  async page(
    eventId: string,
    options: ExportOptions,
    all: boolean,
    after: CastId | null,
    limit: number,
  ): Promise<ExportPage> {
    if (options.dataset !== null) return this.pageOf(eventId, options.dataset, options, after, limit);
    const rows = await this.prisma.cast.findMany({
      where: {
        ...(all ? { AND: [notRemoved] } : usable),
        ...matching(eventId, options),
        ...(after !== null && { id: { gt: after } }),
      },
      ...{ select: columns, orderBy: { id: 'asc' }, take: limit },
    });
    return {
      casts: rows.map(exportedRow),
      after: rows.length < limit ? null : ((rows.at(-1)?.id ?? null) as CastId | null),
    };
  }

  private async pageOf(
    eventId: string,
    datasetId: string,
    options: ExportOptions,
    after: CastId | null,
    limit: number,
  ): Promise<ExportPage> {
    const datasetRows = await this.prisma.datasetCast.findMany({
      where: { datasetId, ...(after !== null && { castId: { gt: after } }) },
      ...{ orderBy: { castId: 'asc' }, take: limit },
    });
    const rows = await this.prisma.cast.findMany({
      where: {
        ...{ ...usable, ...matching(eventId, { ...options, spell: null }) },
        id: { in: datasetRows.map(({ castId }) => castId) },
      },
      ...{ select: columns, orderBy: { id: 'asc' } },
    });
    const labels = new Map(datasetRows.map((one) => [one.castId, one]));
    const casts = rows.flatMap((row) => {
      const own = labels.get(row.id);
      const cast = exportedRow(row);
      if (own === undefined || (options.spell !== null && own.spellId !== options.spell)) return [];
      return { ...cast, currentSpell: own.spellId as SpellId | null, discarded: cast.discarded || own.discarded };
    });
    return {
      casts,
      after: datasetRows.length < limit ? null : ((datasetRows.at(-1)?.castId ?? null) as CastId | null),
    };
  }
}

function matching(eventId: string, { person, spell, imported }: ExportOptions): Prisma.CastWhereInput {
  return {
    ...(imported === 'no' && { participant: { imported: false } }),
    ...{ eventId, ...(person !== null && { participantId: person }) },
    ...(spell !== null && {
      OR: [{ currentLabel: { is: { spellId: spell } } }, { currentLabel: null, spellId: spell }],
    }),
  };
}

function exportedRow({ currentLabel, spellId, recognizedId, flipped, turned, hand, parts, ...row }: Row): ExportedRow {
  return {
    ...row,
    ...{ originalId: row.originalId as CastId | null, replaced: parts.length > 0 },
    orientation: { flipped, turned: turned as Turn | null, hand: hand as Hand | null },
    ...{ id: row.id as CastId, intent: row.intent as Intent, source: row.source as StoredSource },
    intendedSpell: spellId as SpellId | null,
    currentSpell: (currentLabel === null ? spellId : currentLabel.spellId) as SpellId | null,
    discarded: currentLabel !== null && currentLabel.spellId === null,
    labeled: currentLabel !== null && currentLabel.spellId !== null,
    recognized: recognizedId as SpellId | null,
  };
}
