import { Injectable } from '@nestjs/common';
import type { CastId, CastOpinion, Quarantine, QueueSlice, QueueState, SpellId } from '@wandcast/protocol';
import { USABLE, usable } from '../../casting/storage/usable-casts.js';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { Opinion } from './label-agreement.js';
import type { Candidate } from './next-to-label.js';
import {
  SLICE,
  COLUMNS,
  FREE,
  OF_SPELL,
  NO_LABEL,
  UNSURE,
  UNSURE_OTHERS,
  WAITING,
  NEXT_WAITING,
  LABELED,
  DISAGREED,
} from './queue-conditions.js';

/** A candidate with the details shown to moderators. */
export type QueueCandidate = Candidate & {
  readonly quarantine: Quarantine | null;
  readonly confidence: number | null;
  readonly next: SpellId | null;
  readonly runnerUp: number | null;
};

interface Count {
  readonly casts: bigint;
}

interface Row {
  readonly id: string;
  readonly person: string;
  readonly guess: string | null;
  readonly quarantine: string | null;
  readonly confidence: number | null;
  readonly runner_up_id: string | null;
  readonly runner_up: number | null;
  readonly slice: QueueSlice;
  readonly priority: number;
  readonly shape: Uint8Array | null;
}

/** Which casts a member wants to label. */
interface Wanted {
  readonly eventId: string;
  readonly memberId: string;
  readonly only: QueueSlice | null;
  /** Casts that the page already has. */
  readonly except: readonly CastId[];
  /** Only casts of this participant. */
  readonly person: string | null;
  readonly spell: SpellId | null;
}

const IN_USE = Prisma.raw(USABLE);

/** Candidates read per kind: enough for variety, few enough for one query. */
const LIMITS = { second: 12, disagreed: 60, unsure: 60, mine: 60 } as const;

@Injectable()
export class LabelQueueRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The casts that `memberId` may label next, highest priority first within each kind. Asks only for the wanted kinds. */
  async candidates({ eventId, memberId, only, except, person, spell }: Wanted): Promise<QueueCandidate[]> {
    const given = [eventId, memberId, [...except], person, spell];
    const read = async (slices: readonly QueueSlice[], query: string, ...more: unknown[]): Promise<Row[]> =>
      only === null || slices.includes(only) ? this.prisma.$queryRawUnsafe<Row[]>(query, ...given, ...more) : [];
    const waiting = await read(['quarantine', 'contradiction', 'uncertain', 'random'], NEXT_WAITING, only);
    const disagreed =
      only !== 'disagreement' // only on request
        ? []
        : await read(
            ['disagreement'],
            `SELECT ${COLUMNS}, 'disagreement' AS slice ${LABELED} AND ${DISAGREED}
             ORDER BY current_labels.created_at LIMIT ${LIMITS.disagreed}`,
          );
    const unsure = await read(
      ['unsure'],
      `SELECT ${COLUMNS}, 'unsure' AS slice FROM casts c LEFT JOIN predictions p ON p.cast_id = c.id
       WHERE ${FREE} AND ${OF_SPELL} AND ${NO_LABEL} AND ${UNSURE}
         ${only === 'unsure' ? '' : UNSURE_OTHERS} ORDER BY c.id LIMIT ${LIMITS.unsure}`,
    );
    const second = await read(
      ['second'],
      `SELECT ${COLUMNS}, 'second' AS slice ${LABELED} AND current_labels.member_id <> $2::uuid
         AND (SELECT count(DISTINCT l.member_id) FROM labels l WHERE l.cast_id = c.id) = 1
       ORDER BY random() LIMIT ${LIMITS.second}`,
    );
    return [...waiting, ...disagreed, ...unsure, ...second].map(candidate);
  }

  /** The casts that a member labeled, newest first. */
  async labeledBy({ eventId, memberId, except, person, spell }: Wanted): Promise<QueueCandidate[]> {
    const rows = await this.prisma.$queryRawUnsafe<Row[]>(
      `SELECT ${COLUMNS}, 'mine' AS slice FROM current_labels JOIN casts c ON c.id = current_labels.cast_id
       LEFT JOIN predictions p ON p.cast_id = c.id
       WHERE current_labels.event_id = $1::uuid AND current_labels.member_id = $2::uuid AND ${USABLE} AND c.id <> ALL($3::uuid[])
         AND ($4::uuid IS NULL OR c.participant_id = $4::uuid)
         AND ($5::text IS NULL OR $5 IN (c.spell_id, p.spell_id, current_labels.spell_id))
       ORDER BY current_labels.created_at DESC, c.id LIMIT ${LIMITS.mine}`,
      ...[eventId, memberId, [...except], person, spell],
    );
    return rows.map(candidate);
  }

  /** Leases casts to a member. @returns the casts that no other member leased in the meantime */
  async lease(castIds: readonly CastId[], memberId: string, expiresAt: Date): Promise<Set<CastId>> {
    const rows = await this.prisma.$queryRaw<{ cast_id: CastId }[]>`
      INSERT INTO label_leases (cast_id, member_id, expires_at)
      SELECT id, ${memberId}::uuid, ${expiresAt} FROM casts WHERE id = ANY(${[...castIds]}::uuid[]) ORDER BY id
      ON CONFLICT (cast_id) DO UPDATE SET member_id = excluded.member_id, expires_at = excluded.expires_at
        WHERE label_leases.expires_at <= now() OR label_leases.member_id = excluded.member_id
      RETURNING cast_id`;
    return new Set(rows.map((row) => row.cast_id));
  }

  /** Extends a member's current leases of these casts. */
  async renew(castIds: readonly CastId[], memberId: string, expiresAt: Date): Promise<void> {
    await this.prisma.labelLease.updateMany({
      where: { memberId, castId: { in: [...castIds] }, expiresAt: { gt: new Date() } },
      data: { expiresAt },
    });
  }

  async release(eventId: string, memberId: string): Promise<void> {
    await this.prisma.labelLease.deleteMany({
      where: { OR: [{ memberId, cast: { eventId } }, { expiresAt: { lte: new Date() } }] },
    });
  }

  /** One query after another: together they would take every processor from the casts of a room. */
  async counts(eventId: string, memberId: string, since: Date): Promise<Omit<QueueState, 'agreement' | 'scored'>> {
    const anyone = [eventId, memberId, [], null, null];
    const waiting = await this.prisma.$queryRawUnsafe<{ slice: QueueSlice; casts: bigint }[]>(
      `SELECT ${SLICE} AS slice, count(*) AS casts ${WAITING} GROUP BY 1`,
      ...anyone,
    );
    const countOf = (slice: QueueSlice): number => Number(waiting.find((one) => one.slice === slice)?.casts ?? 0);
    const casts = await this.prisma.$queryRaw<Count[]>`
      SELECT count(*) AS casts FROM casts c WHERE c.event_id = ${eventId}::uuid AND ${IN_USE}`;
    const labeled = await this.prisma.$queryRaw<Count[]>`
      SELECT count(*) AS casts FROM current_labels own JOIN casts c ON c.id = own.cast_id
      WHERE own.event_id = ${eventId}::uuid AND ${IN_USE}`;
    const disagreement = await this.prisma.$queryRawUnsafe<Count[]>(
      `SELECT count(*) AS casts ${LABELED} AND ${DISAGREED}`,
      ...anyone,
    );
    const unsure = await this.prisma.$queryRawUnsafe<Count[]>(
      `SELECT count(*) AS casts FROM casts c LEFT JOIN predictions p ON p.cast_id = c.id
       WHERE ${FREE} AND ${OF_SPELL} AND ${NO_LABEL} AND ${UNSURE}`,
      ...anyone,
    );
    const second = await this.prisma.$queryRaw<Count[]>`
      SELECT count(*) AS casts FROM current_labels own JOIN casts c ON c.id = own.cast_id
      WHERE own.event_id = ${eventId}::uuid AND own.member_id <> ${memberId}::uuid AND ${IN_USE}
        AND (SELECT count(DISTINCT l.member_id) FROM labels l WHERE l.cast_id = own.cast_id) = 1`;
    const recent = { createdAt: { gt: since }, cast: { eventId } };
    return {
      waiting: {
        ...{ quarantine: countOf('quarantine'), contradiction: countOf('contradiction') },
        ...{ uncertain: countOf('uncertain'), disagreement: sumOf(disagreement) },
        ...{ unsure: sumOf(unsure), second: sumOf(second) },
      },
      ...{ labeled: sumOf(labeled), casts: sumOf(casts) },
      mine: await this.prisma.label.count({ where: { memberId, ...recent } }),
      everyones: await this.prisma.label.count({ where: recent }),
    };
  }

  /** Each member's newest label, for casts labeled by more than one member. */
  async opinions(eventId: string): Promise<Opinion[]> {
    const rows = await this.prisma.$queryRaw<{ cast_id: string; member_id: string; spell_id: string | null }[]>`
      SELECT cast_id, member_id, spell_id FROM (
        SELECT DISTINCT ON (l.cast_id, l.member_id) l.cast_id, l.member_id, l.kind, l.spell_id
        FROM labels l JOIN (
          SELECT l.cast_id FROM labels l JOIN casts c ON c.id = l.cast_id
          WHERE c.event_id = ${eventId}::uuid AND ${IN_USE}
          GROUP BY l.cast_id HAVING count(DISTINCT l.member_id) > 1) shared ON shared.cast_id = l.cast_id
        WHERE l.member_id IS NOT NULL
        ORDER BY l.cast_id, l.member_id, l.id DESC) last
      WHERE kind NOT IN ('withdraw', 'unsure')`;
    return rows.map((row) => ({ castId: row.cast_id, memberId: row.member_id, spell: row.spell_id }));
  }

  /** Each member's newest label of these casts, oldest first. */
  async opinionsOn(castIds: readonly CastId[]): Promise<(CastOpinion & { readonly castId: CastId })[]> {
    return this.prisma.$queryRaw<(CastOpinion & { castId: CastId })[]>`
      SELECT last.cast_id AS "castId", m.name AS by, last.kind, last.spell_id AS spell FROM (
        SELECT DISTINCT ON (cast_id, member_id) id, cast_id, member_id, kind, spell_id FROM labels
        WHERE cast_id = ANY(${[...castIds]}::uuid[]) AND member_id IS NOT NULL
        ORDER BY cast_id, member_id, id DESC) last
      JOIN members m ON m.id = last.member_id WHERE last.kind <> 'withdraw' ORDER BY last.id`;
  }

  /** Shapes of the newest casts that have a spell, by label or by teaching. */
  async shapesWithSpell(eventId: string, limit: number): Promise<{ castId: CastId; shape: Int8Array }[]> {
    const rows = await this.prisma.cast.findMany({
      where: {
        ...{ eventId, ...usable },
        shape: { not: null },
        OR: [{ currentLabel: { is: { spellId: { not: null } } } }, { currentLabel: null, intent: 'teach' }],
      },
      select: { id: true, shape: true },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.flatMap(({ id, shape }) => (shape === null ? [] : [{ castId: id as CastId, shape: signed(shape) }]));
  }

  async findShape(eventId: string, id: CastId): Promise<Int8Array | undefined> {
    const row = await this.prisma.cast.findFirst({ where: { eventId, id }, select: { shape: true } });
    return row?.shape == null ? undefined : signed(row.shape);
  }
}

const sumOf = ([count]: readonly Count[]): number => Number(count?.casts ?? 0);

function candidate({
  id,
  person,
  guess,
  quarantine,
  confidence,
  runner_up_id: next,
  runner_up: runnerUp,
  slice,
  priority,
  shape,
}: Row): QueueCandidate {
  return {
    ...{ castId: id as CastId, person, slice, priority, confidence, runnerUp },
    guess: guess as SpellId | null,
    next: next as SpellId | null,
    quarantine: quarantine as Quarantine | null,
    shape: shape === null ? null : signed(shape),
  };
}

function signed(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
