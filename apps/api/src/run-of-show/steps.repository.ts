import { Injectable } from '@nestjs/common';
import {
  FailureError,
  MAX_STEPS,
  type Step,
  type StepKind,
  type RoundKind,
  type RunOfShow,
  type SpellId,
} from '@wandcast/protocol';
import type { Prisma, Step as Row } from '../generated/prisma/client.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import type { PlannedStep } from '../rooms/events/new-events.js';
import type { NewStep } from './default-steps.js';

/** Stores the run of show of each event, including removed steps. Changes are serialized across nodes. */
@Injectable()
export class StepsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async list(eventId: string): Promise<Omit<RunOfShow, 'current'>> {
    const rows = await this.prisma.step.findMany({
      where: { eventId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    const removed = rows.filter(({ removedAt }) => removedAt !== null);
    removed.sort((a, b) => (b.removedAt?.getTime() ?? 0) - (a.removedAt?.getTime() ?? 0));
    return { steps: rows.filter(({ removedAt }) => removedAt === null).map(step), removed: removed.map(step) };
  }

  /** Creates the run of show of an event that has none: copies the previous event's, else uses `first`. */
  async createRunOfShow(eventId: string, first: readonly NewStep[]): Promise<void> {
    await this.serialized(eventId, async (tx) => {
      if ((await tx.step.count({ where: { eventId } })) > 0) return;
      const { createdAt, roomId } = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
      const before = await tx.event.findFirst({
        where: { roomId, createdAt: { lt: createdAt } },
        orderBy: { createdAt: 'desc' },
        include: { steps: { where: { removedAt: null }, orderBy: { position: 'asc' } } },
      });
      const plan = before === null || before.steps.length === 0 ? first.map(columns) : before.steps.map(plannedFields);
      await tx.step.createMany({ data: plan.map((one, position) => ({ ...one, eventId, position })) });
    });
  }

  /** The run of show of an event as another event would begin with it: without entered steps and rounds. */
  async planOf(eventId: string): Promise<PlannedStep[]> {
    const where = { eventId, removedAt: null };
    const rows = await this.prisma.step.findMany({ where, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
    return rows.map((row, position) => ({ ...plannedFields(row), position }));
  }

  /**
   * Replaces the run of show by new steps. The removed steps can be restored.
   * @param kept id of the current step, which stays as the first one; null if none
   * @returns ids of the steps before, in order  @throws FailureError `steps-full`
   */
  async replace(eventId: string, plan: readonly PlannedStep[], kept: string | null): Promise<string[]> {
    return this.serialized(eventId, async (tx) => {
      const before = await idsOf(tx, eventId);
      const first = before.filter((id) => id === kept);
      if (first.length + plan.length > MAX_STEPS) throw new FailureError('steps-full');
      await tx.step.updateMany({
        where: { id: { in: before.filter((id) => id !== kept) } },
        data: { removedAt: new Date() },
      });
      await tx.step.updateMany({ where: { id: { in: first } }, data: { position: 0 } });
      await tx.step.createMany({
        data: plan.map((one, i) => ({ ...one, eventId, position: first.length + i })),
      });
      return before;
    });
  }

  /**
   * Makes existing steps the run of show, in this order, and removes all others.
   * @param kept id of the current step, which stays; null if none  @throws FailureError `step-unknown`, `steps-full`
   */
  async use(eventId: string, ids: readonly string[], kept: string | null): Promise<void> {
    await this.serialized(eventId, async (tx) => {
      const known = new Set((await tx.step.findMany({ where: { eventId }, select: { id: true } })).map(({ id }) => id));
      const unknown = ids.find((id) => !known.has(id));
      if (unknown !== undefined) throw new FailureError('step-unknown', unknown);
      const order = [...new Set(kept === null || ids.includes(kept) ? ids : [kept, ...ids])];
      if (order.length > MAX_STEPS) throw new FailureError('steps-full');
      const others = { eventId, removedAt: null, id: { notIn: order } };
      await tx.step.updateMany({ where: others, data: { removedAt: new Date() } });
      for (const [position, id] of order.entries())
        await tx.step.update({ where: { id }, data: { position, removedAt: null } });
    });
  }

  /** @param to index from 0, clamped to the end  @throws FailureError `steps-full` */
  async add(eventId: string, added: NewStep, to: number): Promise<void> {
    await this.serialized(eventId, async (tx) => {
      const ids = await idsOf(tx, eventId);
      if (ids.length >= MAX_STEPS) throw new FailureError('steps-full');
      const { id } = await tx.step.create({ data: { ...columns(added), eventId, position: ids.length } });
      await insertAt(tx, ids, id, to);
    });
  }

  /** @throws FailureError `step-unknown` */
  async edit(eventId: string, id: string, edited: NewStep): Promise<void> {
    await this.serialized(eventId, (tx) => this.update(tx, eventId, id, columns(edited)));
  }

  /** @throws FailureError `step-unknown` */
  async move(eventId: string, id: string, to: number): Promise<void> {
    await this.serialized(eventId, async (tx) => {
      const ids = await idsOf(tx, eventId);
      if (!ids.includes(id)) throw new FailureError('step-unknown', id);
      await insertAt(tx, ids.filter((one) => one !== id), id, to); // prettier-ignore
    });
  }

  /** @throws FailureError `step-unknown`, `steps-full` if it is restored */
  async setRemoved(eventId: string, id: string, removedAt: Date | null): Promise<void> {
    await this.serialized(eventId, async (tx) => {
      const ids = await idsOf(tx, eventId);
      if (removedAt === null && !ids.includes(id) && ids.length >= MAX_STEPS) throw new FailureError('steps-full');
      await this.update(tx, eventId, id, { removedAt });
    });
  }

  /** @throws FailureError `step-unknown` also if it was removed */
  async enter(eventId: string, id: string, enteredAt: Date): Promise<void> {
    await this.serialized(eventId, (tx) => this.update(tx, eventId, id, { enteredAt }, { removedAt: null }));
  }

  /** @throws FailureError `step-unknown` */
  async setRound(eventId: string, id: string, roundId: string): Promise<void> {
    await this.serialized(eventId, (tx) => this.update(tx, eventId, id, { roundId }));
  }

  /** @throws FailureError `step-unknown` */
  private async update(
    tx: Prisma.TransactionClient,
    eventId: string,
    id: string,
    data: Prisma.StepUncheckedUpdateManyInput,
    only: Prisma.StepWhereInput = {},
  ): Promise<void> {
    const { count } = await tx.step.updateMany({ where: { id, eventId, ...only }, data });
    if (count === 0) throw new FailureError('step-unknown', id);
  }

  private serialized<T>(eventId: string, change: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM events WHERE id = ${eventId}::uuid FOR NO KEY UPDATE`;
      return change(tx);
    });
  }
}

async function idsOf(tx: Prisma.TransactionClient, eventId: string): Promise<string[]> {
  const where = { eventId, removedAt: null };
  const rows = await tx.step.findMany({ where, orderBy: [{ position: 'asc' }, { id: 'asc' }], select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Inserts `id` at index `to` and renumbers all positions. */
async function insertAt(
  tx: Prisma.TransactionClient,
  others: readonly string[],
  id: string,
  to: number,
): Promise<void> {
  const order = [...others.slice(0, to), id, ...others.slice(to)];
  for (const [position, one] of order.entries()) await tx.step.update({ where: { id: one }, data: { position } });
}

function columns({ kind, title, seconds, spell, challenge, freeCasting }: NewStep) {
  return { kind, title, seconds, spellId: spell, challenge, freeCasting };
}

/** The planned fields only, without when the step was entered and its round. */
function plannedFields({ kind, title, seconds, spellId, challenge, freeCasting }: Row) {
  return { kind, title, seconds, spellId, challenge, freeCasting };
}

/** The type assertions are safe: only this server writes rows, from validated messages. */
function step(row: Row): Step {
  return {
    id: row.id,
    kind: row.kind as StepKind,
    title: row.title,
    seconds: row.seconds,
    spell: row.spellId as SpellId | null,
    challenge: row.challenge as RoundKind | null,
    freeCasting: row.freeCasting,
    enteredAt: row.enteredAt?.getTime() ?? null,
    roundId: row.roundId,
  };
}
