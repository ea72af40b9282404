import { generateEnglishNickname } from '@wandcast/protocol';
import type { ParticipantsRepository } from './participants.repository.js';

/** A random name that no participant of the event has. */
export async function unusedName(
  participants: Pick<ParticipantsRepository, 'listNames'>,
  eventId: string,
): Promise<string> {
  const names = await participants.listNames(eventId);
  return generateEnglishNickname(Math.random, new Set(names.map(({ nickname }) => nickname)));
}
