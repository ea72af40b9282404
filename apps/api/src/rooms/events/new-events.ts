import type { Spell } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { newEventCode } from './event-code.js';

/** A spellbook for an event, with the model to activate. */
export interface SpellbookChoice {
  readonly spellbookId: string;
  readonly activeModelId: string | null;
}

/** A step of the run of show, as stored. */
export type PlannedStep = Prisma.StepCreateManyEventInput;

/** Random codes to try. All being taken is practically impossible below a thousand events. */
const MAX_ATTEMPTS = 200;

/** What an event is read with. */
export const withRoom = {
  room: { select: { name: true, organizationId: true, archivedAt: true, linkVersion: true } },
} satisfies Prisma.EventInclude;
export type EventWithRoom = Prisma.EventGetPayload<{ include: typeof withRoom }>;

/** Creates the first room of an organization with its first event and a spellbook of these spells. */
export async function createRoomIn(
  tx: Prisma.TransactionClient,
  organizationId: string,
  title: string,
  book: string,
  spells: readonly Spell[],
): Promise<EventWithRoom> {
  const rows = spells.map((one, position) => ({ ...one, position }));
  const data = { name: book, organizationId, spells: { create: rows } };
  const { id: spellbookId } = await tx.spellbook.create({ data });
  const room = await tx.room.create({ data: { name: title, organizationId } });
  return createEventIn(tx, room.id, title, { spellbookId, activeModelId: null });
}

/** Creates an event with an unused code. */
export async function createEventIn(
  tx: Prisma.TransactionClient,
  roomId: string,
  title: string,
  choice: SpellbookChoice,
  steps: readonly PlannedStep[] = [],
): Promise<EventWithRoom> {
  for (let n = 0; n < MAX_ATTEMPTS; n++) {
    const code = newEventCode();
    if ((await tx.event.count({ where: { code } })) === 0)
      return tx.event.create({
        data: { roomId, code, title, ...choice, steps: { createMany: { data: [...steps] } } },
        include: withRoom,
      });
  }
  throw new Error('found no unused event code');
}
