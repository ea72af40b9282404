import { Injectable } from '@nestjs/common';
import {
  FailureError,
  hasBegun,
  type Metal,
  type ParticipantId,
  type Rival,
  type Round,
  type RoundKind,
  type Sigil,
  type SpellId,
} from '@wandcast/protocol';
import type { Prisma, Round as Row } from '../../generated/prisma/client.js';
import { groupBy } from '../scoring/group-by.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

type NewRound = Pick<Round, 'kind' | 'spell' | 'duel' | 'startsAt' | 'endsAt'>;

@Injectable()
export class RoundsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Ordered by number; duels with the names of their players. */
  async list(eventId: string): Promise<readonly Round[]> {
    return (await this.listByEvent([eventId])).get(eventId) ?? [];
  }

  async listByEvent(eventIds: readonly string[]): Promise<ReadonlyMap<string, readonly Round[]>> {
    const where = { eventId: { in: [...eventIds] } };
    const rows = await this.prisma.round.findMany({ where, orderBy: { number: 'asc' } });
    const rivals = await this.rivals(rows.flatMap(({ duel }) => duel));
    return groupBy(
      rows,
      ({ eventId }) => eventId,
      (row) => {
        const known = row.duel.flatMap((id) => rivals.get(id) ?? []);
        return known.length === 0 ? round(row) : { ...round(row), rivals: known };
      },
    );
  }

  /** Deleted, hidden and removed participants are missing. */
  private async rivals(ids: readonly string[]): Promise<ReadonlyMap<string, Rival>> {
    if (ids.length === 0) return new Map();
    const rows = await this.prisma.participant.findMany({
      where: { id: { in: [...ids] }, hidden: false, removal: 'no' },
    });
    return new Map(
      rows.map(({ id, nickname, displayName, sigil, metal }) => [
        id,
        { id: id as ParticipantId, nickname: displayName ?? nickname, sigil: sigil as Sigil, metal: metal as Metal },
      ]),
    );
  }

  /**
   * Creates a round with the next number.
   * @throws FailureError `round-running` if another round is not over, `participant-unknown`
   */
  create(eventId: string, { kind, spell, duel, startsAt, endsAt }: NewRound, now: number): Promise<Round> {
    return this.serialized(eventId, async (tx) => {
      const isOpen = { eventId, undone: false, OR: [{ endsAt: { gt: new Date(now) } }, { pausedAt: { not: null } }] };
      if ((await tx.round.count({ where: isOpen })) > 0) throw new FailureError('round-running');
      if (duel !== null) await checkRivals(tx, eventId, duel);
      const last = await tx.round.findFirst({ where: { eventId }, orderBy: { number: 'desc' } });
      const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
      const data = {
        eventId,
        number: (last?.number ?? 0) + 1,
        kind,
        spellId: spell,
        duel: [...(duel ?? [])],
        ...times,
      };
      return round(await tx.round.create({ data }));
    });
  }

  /**
   * Changes a round of the event. Changes are serialized per event.
   * @param change returns the changed round; `isLast` if no later round has begun, or will
   * @throws FailureError `round-unknown`, or what `change` throws
   */
  change(eventId: string, id: string, change: (before: Round, isLast: boolean) => Round): Promise<Round> {
    return this.serialized(eventId, async (tx) => {
      const row = await tx.round.findFirst({ where: { id, eventId } });
      if (row === null) throw new FailureError('round-unknown', id);
      const after = (await tx.round.findMany({ where: { eventId, number: { gt: row.number } } })).map(round);
      const { endsAt, pausedAt, pauses, undone } = change(round(row), !after.some(hasBegun));
      const data = {
        endsAt: new Date(endsAt),
        pausedAt: pausedAt === null ? null : new Date(pausedAt),
        pauses: pauses.map((pause) => [...pause]),
        undone,
      };
      return round(await tx.round.update({ where: { id }, data }));
    });
  }

  private serialized<T>(eventId: string, act: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM events WHERE id = ${eventId}::uuid FOR NO KEY UPDATE`;
      return act(tx);
    });
  }
}

/** Keeps them from being deleted before the round is stored: their ids are erased from it then. @throws FailureError `participant-unknown` */
async function checkRivals(tx: Prisma.TransactionClient, eventId: string, ids: readonly string[]): Promise<void> {
  const found = await tx.$queryRaw<object[]>`
    SELECT id FROM participants
    WHERE id = ANY(${[...ids]}::uuid[]) AND event_id = ${eventId}::uuid AND NOT hidden AND removal = 'no' FOR KEY SHARE`;
  if (found.length < ids.length) throw new FailureError('participant-unknown');
}

/** The type assertions are safe: only this server writes rows, from validated messages. */
function round(row: Row): Round {
  const [one, other] = row.duel as ParticipantId[];
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as RoundKind,
    spell: row.spellId as SpellId | null,
    duel: one === undefined || other === undefined ? null : [one, other],
    startsAt: row.startsAt.getTime(),
    endsAt: row.endsAt.getTime(),
    pausedAt: row.pausedAt?.getTime() ?? null,
    pauses: row.pauses as [number, number][],
    undone: row.undone,
  };
}
