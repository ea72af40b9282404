import type { Prisma } from '../../generated/prisma/client.js';

/** Display names by participant id. Deleted participants are missing. */
export async function displayNamesOf(
  prisma: Pick<Prisma.TransactionClient, 'participant'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const participants = await prisma.participant.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, nickname: true, displayName: true },
  });
  return new Map(participants.map(({ id, nickname, displayName }) => [id, displayName ?? nickname]));
}
