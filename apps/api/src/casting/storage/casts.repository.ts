import { Injectable } from '@nestjs/common';
import type {
  CastComment,
  CastId,
  CastPicture,
  FetchedCast,
  ListedCast,
  ParticipantId,
  SpellId,
  StoredSource,
} from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { displayNamesOf } from '../../rooms/participants/display-names.js';
import { drawnSources } from './drawn-sources.js';
import type { StoredSamples } from './stored-signal.js';
import { commentColumns, commentOf, labelColumns, labelOf } from './stored-label.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { orientationColumns, orientationOf } from './stored-orientation.js';
import { notRemoved, usable, USABLE } from './usable-casts.js';

/** A cast for training. `spellId` is its current label, else the intended spell that its phone sent. */
export interface CastSamples {
  readonly id: CastId;
  readonly participantId: string;
  readonly spellId: SpellId | null;
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

/** A cast for training without its samples. */
export type TaughtCast = Pick<CastSamples, 'id' | 'participantId' | 'spellId'>;

/** Number of casts that taught a spell, and of the people who made them. */
export interface TaughtCount {
  readonly spell: SpellId;
  readonly casts: number;
  readonly people: number;
}

/** A cast with the details that the console shows. */
export type CastDetails = CastSamples &
  Pick<CastPicture, 'nickname' | 'startedAt' | 'durationMs' | 'orientation' | 'recognized' | 'label'> &
  Pick<CastPicture, 'originalId' | 'partIds' | 'source'> & {
    readonly intendedSpell: SpellId | null;
    readonly comments: readonly CastComment[];
  };

const packed = { channels: true, count: true, samples: true } as const;
const samples = {
  ...{ id: true, participantId: true, spellId: true },
  ...{ ...packed, currentLabel: { select: labelColumns } },
} as const;
interface OwnedRow {
  readonly id: string;
  readonly spellId: string | null;
  readonly currentLabel: { readonly spellId: string | null } | null;
}

/** Excludes casts that are not used for training. */
const source = { notIn: [...drawnSources] };
/** Unlabeled casts that are not in quarantine. */
const asRecorded = {
  ...usable,
  source,
  currentLabel: null,
  NOT: { prediction: { is: { quarantine: { not: null } } } },
} as const;
const unlabeled = { intent: 'cast', ...asRecorded } as const;

@Injectable()
export class CastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** A participant's casts as they made them, newest first: ids are UUIDv7, which sort by time. @param after id of the last known cast */
  async listOf(participantId: ParticipantId, after: CastId | null, limit: number): Promise<ListedCast[]> {
    const rows = await this.prisma.cast.findMany({
      // By the index of both: with equality, PostgreSQL may read the newest casts of all to find a few of theirs.
      where: {
        ...{ participantId: { gte: participantId, lte: participantId }, originalId: null },
        ...(after === null ? {} : { id: { lt: after } }),
      },
      orderBy: [{ participantId: 'desc' }, { id: 'desc' }],
      take: limit,
      omit: { samples: true },
    });
    return rows.map((row) => ({
      castId: row.id as CastId,
      intent: row.intent as ListedCast['intent'],
      spell: row.spellId as SpellId | null,
      source: row.source as ListedCast['source'],
      startedAt: row.startedAt.getTime(),
      durationMs: row.durationMs,
      count: row.count,
      ...{ rateHz: row.rateHz, maxGapMs: row.maxGapMs, orientation: orientationOf(row) },
      recognized: row.recognizedId as SpellId | null,
    }));
  }

  /** This participant's casts among `ids`, with their samples. */
  async listSamples(participantId: ParticipantId, ids: readonly CastId[]): Promise<FetchedCast[]> {
    const rows = await this.prisma.cast.findMany({
      where: { participantId, id: { in: [...ids] } },
      select: { id: true, ...packed },
    });
    return rows.map(({ id, ...rest }) => ({ castId: id as CastId, ...rest }));
  }

  /** Who made a cast; undefined if it is not stored. */
  async findOwner(id: string): Promise<ParticipantId | undefined> {
    const row = await this.prisma.cast.findUnique({ where: { id }, select: { participantId: true } });
    return row?.participantId as ParticipantId | undefined;
  }

  /** Number of casts that participants of the event made. */
  async count(eventId: string): Promise<number> {
    const { _sum: of } = await this.prisma.participantCounts.aggregate({
      where: { participant: { eventId, imported: false } },
      _sum: { casts: true, taught: true },
    });
    return (of.casts ?? 0) + (of.taught ?? 0);
  }

  /** A page of taught casts without their samples, ordered by id. @param after id of the last cast of the previous page */
  pageTaught(eventId: string, after: CastId | null, limit: number): Promise<TaughtCast[]> {
    const next = after === null ? Prisma.empty : Prisma.sql`AND cast_id > ${after}::uuid`;
    return this.prisma.$queryRaw<TaughtCast[]>`
      SELECT cast_id AS "id", taught_by AS "participantId", taught_id AS "spellId" FROM label_states
      WHERE event_id = ${eventId}::uuid AND taught_id IS NOT NULL ${next} ORDER BY cast_id LIMIT ${limit}`;
  }

  /** The samples of these casts, in any order. */
  async listStored(ids: readonly CastId[]): Promise<(StoredSamples & { readonly id: string })[]> {
    return this.prisma.cast.findMany({ where: { id: { in: [...ids] } }, select: { id: true, ...packed } });
  }

  /** A page of unlabeled casts, newest first. @param before id of the last cast of the previous page */
  async pageUnlabeled(eventId: string, before: CastId | null, limit: number): Promise<CastSamples[]> {
    const rows = await this.prisma.cast.findMany({
      where: { eventId, ...unlabeled, ...(before !== null && { id: { lt: before } }) },
      select: samples,
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(withCurrentSpell);
  }

  /** Which of these casts are in use now. */
  async listUsable(ids: readonly CastId[]): Promise<Set<CastId>> {
    const rows = await this.prisma.$queryRaw<{ id: CastId }[]>`
      SELECT c.id FROM casts c WHERE c.id = ANY(${[...ids]}::uuid[]) AND ${Prisma.raw(USABLE)}`;
    return new Set(rows.map(({ id }) => id));
  }

  /** Per spell. Counted by PostgreSQL, because thousands of people may have taught. */
  countTaught(eventId: string): Promise<TaughtCount[]> {
    return this.prisma.$queryRaw<TaughtCount[]>`
      SELECT taught_id AS "spell", count(*)::int AS "casts", count(DISTINCT taught_by)::int AS "people"
      FROM label_states WHERE event_id = ${eventId}::uuid AND taught_id IS NOT NULL GROUP BY taught_id`;
  }

  /** Number of unlabeled casts received since a time. */
  countUnlabeled(eventId: string, since: Date): Promise<number> {
    return this.prisma.cast.count({ where: { eventId, ...unlabeled, receivedAt: { gt: since } } });
  }

  /** Casts of this event among `ids`, also replaced ones. */
  async listShown(eventId: string, ids: readonly CastId[]): Promise<CastDetails[]> {
    const rows = await this.prisma.cast.findMany({
      where: { eventId, id: { in: [...ids] }, ...notRemoved },
      select: {
        ...{ ...samples, ...orientationColumns, startedAt: true, durationMs: true, recognizedId: true, source: true },
        ...{ originalId: true, parts: { select: { id: true }, orderBy: { id: 'asc' } } },
        comments: { select: { ...commentColumns }, orderBy: { changedAt: 'asc' } },
      },
    });
    const nicknames = await displayNamesOf(
      this.prisma,
      rows.map(({ participantId }) => participantId),
    );
    return rows.map(
      ({ startedAt, recognizedId, durationMs, flipped, turned, hand, comments, originalId, parts, ...row }) => ({
        ...withCurrentSpell(row),
        ...{
          source: row.source as StoredSource,
          originalId: originalId as CastId | null,
          partIds: parts.map(({ id }) => id as CastId),
        },
        comments: comments.map(commentOf),
        orientation: orientationOf({ flipped, turned, hand }),
        ...{
          durationMs,
          intendedSpell: row.spellId as SpellId | null,
          label: row.currentLabel && labelOf(row.currentLabel),
        },
        nickname: nicknames.get(row.participantId) ?? 'someone',
        startedAt: startedAt.getTime(),
        recognized: recognizedId as SpellId | null,
      }),
    );
  }
}

/** Replaces the intended spell by that of the current label, if there is one. */
function withCurrentSpell<T extends OwnedRow>({
  currentLabel,
  ...row
}: T): Omit<T, 'currentLabel'> & Pick<TaughtCast, 'id' | 'spellId'> {
  return {
    ...row,
    id: row.id as CastId,
    spellId: (currentLabel ? currentLabel.spellId : row.spellId) as SpellId | null,
  };
}
