import { NotDone } from '@wandcast/wand';
import { failureWords } from './failure-text';
import { words } from './room-messages';

/** Why something one asked for was not done, for people: by the room, or else by this phone's own store. */
export function troubleWords(error: unknown): string {
  if (!(error instanceof NotDone)) return words().trouble.onPhone;
  if (error.reason === 'out-of-reach') return words().trouble.outOfReach;
  return error.reason === 'no-answer' ? words().trouble.noAnswer : failureWords(error.reason);
}
