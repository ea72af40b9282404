import type { Prisma } from '../../generated/prisma/client.js';

/** Display names by participant id. Deleted participants are missing. @param roomId leaves out those of other rooms */
export async function displayNamesOf(
  prisma: Pick<Prisma.TransactionClient, 'participant'>,
  ids: readonly string[],
  roomId?: string,
): Promise<Map<string, string>> {
  const participants = await prisma.participant.findMany({
    where: { id: { in: [...ids] }, ...(roomId !== undefined && { event: { roomId } }) },
    select: { id: true, nickname: true, displayName: true },
  });
  return new Map(participants.map(({ id, nickname, displayName }) => [id, displayName ?? nickname]));
}
