import { generateEnglishNickname } from '@wandcast/protocol';
import type { ParticipantsRepository } from './participants.repository.js';

/** Names that are looked up: one is free unless nearly all are taken. */
const CANDIDATES = 20;

/** A random name that no participant of the event has. */
export async function unusedName(
  participants: Pick<ParticipantsRepository, 'findTaken'>,
  eventId: string,
): Promise<string> {
  const names = Array.from({ length: CANDIDATES }, () => generateEnglishNickname(Math.random));
  const taken = await participants.findTaken(eventId, names);
  return names.find((name) => !taken.has(name)) ?? generateEnglishNickname(Math.random);
}
