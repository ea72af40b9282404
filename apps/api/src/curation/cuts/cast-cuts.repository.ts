import { Injectable } from '@nestjs/common';
import {
  FailureError,
  bytesToWords,
  type CastId,
  type Intent,
  type PackedSamples,
  type ParticipantId,
  type SpellId,
  type StoredSource,
} from '@wandcast/protocol';
import type { Hand, Turn } from '@wandcast/protocol';
import type pg from 'pg';
import type { CastRow } from '../../casting/storage/cast-row.js';
import { CastRowsRepository, writeFailure } from '../../casting/storage/cast-rows.repository.js';
import type { PartialOrientation } from '../../casting/ingest/open-cast.js';
import { orientationColumns } from '../../casting/storage/stored-orientation.js';
import { notRemoved } from '../../casting/storage/usable-casts.js';
import { Database } from '../../platform/database/database.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { eraseCasts } from '../../rooms/deletions/cast-traces.js';
import { displayNamesOf } from '../../rooms/participants/display-names.js';

/** A stored cast that can be cut. */
export interface WholeCast {
  readonly id: CastId;
  readonly participantId: ParticipantId;
  readonly nickname: string;
  readonly intent: Intent;
  readonly intendedSpell: SpellId | null;
  readonly source: StoredSource;
  readonly startedAt: Date;
  readonly orientation: PartialOrientation;
  readonly importId: string | null;
  readonly packed: PackedSamples;
  readonly partIds: readonly CastId[];
}

/** The label of the whole cast, which its parts get too: as the same member gave it. */
const COPY_LABELS = `WITH copied AS (
    INSERT INTO labels (cast_id, kind, spell_id, review, member_id, created_at)
    SELECT part.id, l.kind, l.spell_id, l.review, l.member_id, l.created_at
    FROM current_labels c JOIN labels l ON l.id = c.label_id CROSS JOIN unnest($2::uuid[]) AS part (id)
    WHERE c.cast_id = $1 RETURNING id, cast_id, spell_id, member_id, created_at)
  INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, member_id, created_at)
    SELECT n.cast_id, n.id, n.spell_id, c.event_id, c.participant_id, n.member_id, n.created_at
    FROM copied n JOIN casts c ON c.id = n.cast_id`;

/** Stores the parts of trimmed and split casts. The whole cast stays, and is out of use as long as it has parts. */
@Injectable()
export class CastCutsRepository {
  constructor(
    private readonly prisma: PrismaService,
    private readonly database: Database,
    private readonly rows: CastRowsRepository,
  ) {}

  /** @throws FailureError `cast-unknown` */
  async get(eventId: string, id: CastId): Promise<WholeCast> {
    const row = await this.prisma.cast.findFirst({
      where: { ...notRemoved, eventId, id },
      select: {
        ...{ participantId: true, intent: true, spellId: true, source: true, startedAt: true, ...orientationColumns },
        ...{ importId: true, channels: true, count: true, samples: true },
        parts: { select: { id: true }, orderBy: { id: 'asc' } },
      },
    });
    if (row === null) throw new FailureError('cast-unknown', id);
    const { participantId, intent, spellId, source, startedAt, importId, channels, count, samples, parts } = row;
    const names = await displayNamesOf(this.prisma, [participantId]);
    return {
      ...{ id, startedAt, importId, nickname: names.get(participantId) ?? 'someone' },
      participantId: participantId as ParticipantId,
      ...{ intent: intent as Intent, intendedSpell: spellId as SpellId | null, source: source as StoredSource },
      orientation: { flipped: row.flipped, turned: row.turned as Turn | null, hand: row.hand as Hand | null },
      packed: { channels, count, words: bytesToWords(samples) },
      partIds: parts.map((part) => part.id as CastId),
    };
  }

  /**
   * Replaces a cast by its parts.
   * @param keepsLabel whether the parts get its current label
   * @throws FailureError `cast-unknown` if it was deleted meanwhile, `cast-replaced` if somebody else was faster
   */
  async replace(id: CastId, parts: readonly CastRow[], keepsLabel: boolean): Promise<void> {
    await this.write(async (client) => {
      await lock(client, id);
      if ((await partsOf(client, id)).length > 0) throw new FailureError('cast-replaced', id);
      await this.rows.insert(parts, client);
      const partIds = parts.map((part) => part.id);
      await client.query(
        'UPDATE casts SET received_at = (SELECT received_at FROM casts WHERE id = $1) WHERE id = ANY($2::uuid[])',
        [id, partIds],
      );
      if (keepsLabel) await client.query(COPY_LABELS, [id, partIds]);
      await client.query('DELETE FROM predictions WHERE cast_id = $1', [id]);
      await client.query('DELETE FROM label_leases WHERE cast_id = $1', [id]);
    });
  }

  /**
   * Deletes the parts of a cast, so that it is in use again.
   * @returns the deleted casts, with parts of parts
   * @throws FailureError `cast-unknown` if it was deleted meanwhile, `cast-not-replaced` if it has no parts
   */
  async restore(id: CastId): Promise<CastId[]> {
    return this.write(async (client) => {
      await lock(client, id);
      const parts = await partsOf(client, id);
      if (parts.length === 0) throw new FailureError('cast-not-replaced', id);
      await client.query('DELETE FROM casts WHERE original_id = $1', [id]);
      await eraseCasts(async (sql, ...values) => (await client.query<{ id: string }>(sql, values)).rows, parts);
      return parts;
    });
  }

  private async write<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    try {
      return await inTransaction(this.database.pool, work);
    } catch (error) {
      throw writeFailure(error);
    }
  }
}

/** Makes two moderators who cut the same cast wait for each other. */
async function lock(client: pg.PoolClient, id: CastId): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM casts WHERE id = $1 FOR UPDATE', [id]);
  if (rowCount === 0) throw new FailureError('cast-unknown', id);
}

async function partsOf(client: pg.PoolClient, id: CastId): Promise<CastId[]> {
  const { rows } = await client.query<{ id: CastId }>(
    `WITH RECURSIVE tree (id) AS (
       SELECT id FROM casts WHERE original_id = $1
       UNION ALL SELECT c.id FROM casts c JOIN tree ON c.original_id = tree.id)
     SELECT id FROM tree ORDER BY id`,
    [id],
  );
  return rows.map((row) => row.id);
}
