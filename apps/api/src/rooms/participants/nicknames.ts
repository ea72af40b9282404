import type { Prisma } from '../../generated/prisma/client.js';

/** What everyone calls these participants, by id. Forgotten participants are missing. */
export async function namesOf(
  prisma: Pick<Prisma.TransactionClient, 'participant'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const people = await prisma.participant.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, nickname: true, displayName: true },
  });
  return new Map(people.map(({ id, nickname, displayName }) => [id, displayName ?? nickname]));
}
