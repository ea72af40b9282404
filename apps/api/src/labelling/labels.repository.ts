import { Injectable } from '@nestjs/common';
import type { CastId, CastLabel, FromConsole, LabelledCast, SpellId } from '@wandcast/protocol';
import type { Member } from '../auth/member.js';
import { PrismaService } from '../persistence/prisma.service.js';
import { labelColumns, labelOf } from './label-of.js';

export type SaidLabel = FromConsole<'casts:label'>['labels'][number];

interface LockedCast {
  readonly id: CastId;
  readonly participant_id: string;
}

/** Labels are kept for ever; a cast's newest is its verdict, which training reads. */
@Injectable()
export class LabelsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Writes labels of this event's casts, all or none; others are left out. Casts are locked in the order of their ids:
   * of two people who label one at once, whoever comes second is the newest, on every node.
   */
  async write(eventId: string, said: readonly SaidLabel[], by: Member): Promise<LabelledCast[]> {
    const wanted = [...new Map(said.map((one) => [one.castId, one])).values()];
    return this.prisma.$transaction(async (tx) => {
      const ids = wanted.map(({ castId }) => castId);
      const casts = await tx.$queryRaw<LockedCast[]>`
        SELECT id, participant_id FROM casts WHERE event_id = ${eventId}::uuid AND id = ANY(${ids}::uuid[])
        ORDER BY id FOR UPDATE`;
      const people = new Map(casts.map((cast) => [cast.id, cast.participant_id]));
      const known = wanted.filter(({ castId }) => people.has(castId));
      const before = await verdictsIn(tx, ids);
      const labels = await tx.label.createManyAndReturn({
        data: known.map((one) => ({
          castId: one.castId,
          verdict: one.verdict,
          spellId: spellIn(one),
          memberId: by.id,
        })),
      });
      await tx.verdict.deleteMany({ where: { castId: { in: known.map(({ castId }) => castId) } } });
      const standing = labels.filter(({ verdict }) => verdict !== 'withdraw');
      await tx.verdict.createMany({
        data: standing.map(({ id, castId, spellId, createdAt }) => ({
          ...{ castId, labelId: id, spellId, eventId, createdAt, memberId: by.id },
          participantId: people.get(castId as CastId) ?? '',
        })),
      });
      const after = new Map(standing.map((one) => [one.castId, labelOf({ ...one, member: by })]));
      return known.map(({ castId }) => ({
        castId,
        label: after.get(castId) ?? null,
        before: before.get(castId) ?? null,
      }));
    });
  }

  /** The standing labels of these casts. */
  async list(castIds: readonly CastId[]): Promise<ReadonlyMap<string, CastLabel>> {
    return verdictsIn(this.prisma, castIds);
  }
}

async function verdictsIn(
  prisma: Pick<PrismaService, 'verdict'>,
  castIds: readonly CastId[],
): Promise<Map<string, CastLabel>> {
  const rows = await prisma.verdict.findMany({
    where: { castId: { in: [...castIds] } },
    select: { castId: true, ...labelColumns },
  });
  return new Map(rows.map((row) => [row.castId, labelOf(row)]));
}

function spellIn(said: SaidLabel): SpellId | null {
  return said.verdict === 'spell' ? said.spell : null;
}
