import { RequestError } from '@wandcast/wand';
import { failureWords } from './failure-text';
import { texts } from './room-texts';

/** Why something one asked for was not done, for people: by the room, or else by this phone's own store. */
export function troubleWords(error: unknown): string {
  if (!(error instanceof RequestError)) return texts().errors.onPhone;
  if (error.reason === 'out-of-reach') return texts().errors.outOfReach;
  return error.reason === 'no-answer' ? texts().errors.noAnswer : failureWords(error.reason);
}
