import { Injectable } from '@nestjs/common';
import type { CastId, CastOpinion, Quarantine, QueueSlice, QueueState, SpellId } from '@wandcast/protocol';
import { usable } from '../../casting/storage/usable-casts.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { Opinion } from './label-agreement.js';
import type { Candidate } from './next-to-label.js';
import {
  COUNTS,
  DISAGREED,
  LABELED,
  PRIORITIZED,
  SECOND,
  UNSURE_OTHERS,
  labeled,
  nextOf,
  randomOnes,
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

interface StateCount extends Count {
  readonly state: string;
  readonly scored: bigint;
  /** To other members. */
  readonly leased: bigint;
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

const NONE: StateCount = { state: '', casts: 0n, scored: 0n, leased: 0n };

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

/** Candidates read per kind: enough for variety, few enough for one query. */
const LIMITS = { prioritized: 240, random: 24, second: 12, disagreed: 60, unsure: 60, mine: 60 } as const;

@Injectable()
export class LabelQueueRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The casts that `memberId` may label next, highest priority first within each kind. Asks only for the wanted kinds. */
  async candidates({ only, ...wanted }: Wanted): Promise<QueueCandidate[]> {
    const rows: Row[] = [];
    const read = async (slice: QueueSlice, query: string, ...more: unknown[]): Promise<void> => {
      if (only === null || only === slice) rows.push(...(await this.rows(wanted, query, ...more)));
    };
    for (const slice of PRIORITIZED)
      if (rows.length < LIMITS.prioritized) await read(slice, nextOf(slice, wanted, LIMITS.prioritized));
    await read('random', randomOnes(wanted, LIMITS.random), Math.random());
    const byAge = `ORDER BY current_labels.created_at LIMIT ${LIMITS.disagreed}`;
    if (only === 'disagreement') await read(only, `${labeled(only, wanted, DISAGREED)} ${byAge}`); // only on request
    await read('unsure', nextOf('unsure', wanted, LIMITS.unsure, only === null ? UNSURE_OTHERS : 'true'));
    await read('second', `${labeled('second', wanted, SECOND)} ORDER BY random() LIMIT ${LIMITS.second}`);
    return rows.map(candidate);
  }

  /** The casts that a member labeled, newest first. */
  async labeledBy(wanted: Omit<Wanted, 'only'>): Promise<QueueCandidate[]> {
    const own = labeled('mine', wanted, 'current_labels.member_id = $2::uuid');
    const rows = await this.rows(wanted, `${own} ORDER BY current_labels.created_at DESC, c.id LIMIT ${LIMITS.mine}`);
    return rows.map(candidate);
  }

  private rows(wanted: Omit<Wanted, 'only'>, query: string, ...more: unknown[]): Promise<Row[]> {
    const { eventId, memberId, except, person, spell } = wanted;
    return this.prisma.$queryRawUnsafe<Row[]>(query, eventId, memberId, [...except], person, spell, ...more);
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
  async counts(
    eventId: string,
    memberId: string,
    modelId: string | null,
    since: Date,
  ): Promise<Omit<QueueState, 'agreement'>> {
    const anyone = [eventId, memberId];
    const states = await this.prisma.$queryRawUnsafe<StateCount[]>(COUNTS, ...anyone, modelId);
    const countOf = (state: QueueSlice | 'labeled'): { casts: number; free: number } => {
      const { casts, leased } = states.find((one) => one.state === state) ?? NONE;
      return { casts: Number(casts), free: Number(casts - leased) };
    };
    const count = async (condition: string): Promise<number> => {
      const query = `SELECT count(*) AS casts ${LABELED} AND ${condition}`;
      return Number((await this.prisma.$queryRawUnsafe<Count[]>(query, ...anyone))[0]?.casts ?? 0);
    };
    const recent = { createdAt: { gt: since }, cast: { eventId } };
    const sum = (of: (state: StateCount) => bigint): number =>
      states.reduce((total, one) => total + Number(of(one)), 0);
    return {
      waiting: {
        ...{ quarantine: countOf('quarantine').free, contradiction: countOf('contradiction').free },
        ...{ uncertain: countOf('uncertain').free, disagreement: await count(DISAGREED) },
        ...{ unsure: countOf('unsure').free, second: await count(SECOND) },
      },
      ...{ labeled: countOf('labeled').casts, casts: sum(({ casts }) => casts), scored: sum(({ scored }) => scored) },
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
          SELECT l.cast_id FROM labels l JOIN label_states s ON s.cast_id = l.cast_id
          WHERE s.event_id = ${eventId}::uuid
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
