import { Injectable } from '@nestjs/common';
import type { CastId, StoredSource, Intent, SpellId } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { PartialOrientation } from '../../casting/ingest/open-cast.js';
import { NOT_REMOVED, USABLE_EACH } from '../../casting/storage/usable-casts.js';
import type { ExportOptions } from './export-options.js';

/** A stored cast, as read for an export. */
export interface ExportedRow extends PartialOrientation {
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

/** Columns that need no translation. A dataset has its own spells. */
const COLUMNS = Prisma.raw(`c.id, c.participant_id AS "participantId", c.intent, c.source, c.started_at AS "startedAt",
  c.spell_id AS "intendedSpell", l.spell_id IS NOT NULL AS "labeled", c.recognized_id AS "recognized",
  c.flipped, c.turned, c.hand, c.original_id AS "originalId", c.channels, c.count, c.samples,
  EXISTS (SELECT FROM casts part WHERE part.original_id = c.id AND part.original_id IS NOT NULL) AS "replaced"`);
const NOW = {
  from: Prisma.sql`casts c LEFT JOIN current_labels l ON l.cast_id = c.id`,
  spell: Prisma.raw('CASE WHEN l.cast_id IS NULL THEN c.spell_id ELSE l.spell_id END'),
  discarded: Prisma.raw('(l.cast_id IS NOT NULL AND l.spell_id IS NULL)'),
};
const savedIn = (datasetId: string): typeof NOW => ({
  from: Prisma.sql`dataset_casts d JOIN casts c ON c.id = d.cast_id AND d.dataset_id = ${datasetId}::uuid
    LEFT JOIN current_labels l ON l.cast_id = c.id`,
  spell: Prisma.raw('d.spell_id'),
  discarded: Prisma.raw(`(d.discarded OR ${NOW.discarded.sql})`),
});

/** Reads casts for an export, page by page in the order of their ids. */
@Injectable()
export class ExportedCastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * A page of casts. Deleted and replaced casts of a dataset are missing from its pages. Read without Prisma, which takes
   * most of the time of a long file otherwise.
   * @param all also casts that were replaced by their parts; not those of a dataset
   */
  async page(
    eventId: string,
    { dataset, person, spell, imported }: ExportOptions,
    all: boolean,
    after: CastId | null,
    limit: number,
  ): Promise<ExportPage> {
    const saved = dataset === null ? NOW : savedIn(dataset);
    const conditions = [
      Prisma.sql`c.event_id = ${eventId}::uuid`,
      Prisma.raw(all && dataset === null ? NOT_REMOVED : USABLE_EACH),
      ...(after === null ? [] : [Prisma.sql`c.id > ${after}::uuid`]),
      ...(person === null ? [] : [Prisma.sql`c.participant_id = ${person}::uuid`]),
      ...(spell === null ? [] : [Prisma.sql`${saved.spell} = ${spell}`]),
      ...(imported === 'no' ? [OF_PHONES] : []),
    ];
    const { text, values } = Prisma.sql`
      SELECT ${COLUMNS}, ${saved.spell} AS "currentSpell", ${saved.discarded} AS "discarded"
      FROM ${saved.from} WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY c.id LIMIT ${limit}`;
    const { rows } = await this.prisma.pool.query<ExportedRow>(text, values);
    return { casts: rows, after: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  }
}

/** Looked up for each cast, so that a page stops after its last one. */
const OF_PHONES = Prisma.raw(
  'NOT EXISTS (SELECT FROM participants p WHERE p.id = c.participant_id AND p.imported OFFSET 0)',
);
