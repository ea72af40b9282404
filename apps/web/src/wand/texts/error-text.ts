import { RequestError } from '@wandcast/wand';
import { failureText } from './failure-text';
import { texts } from './room-texts';

/** The message for an error of a request, or of the phone's own storage. */
export function errorText(error: unknown): string {
  if (!(error instanceof RequestError)) return texts().errors.onPhone;
  if (error.reason === 'not-connected') return texts().errors.outOfReach;
  return error.reason === 'no-answer' ? texts().errors.noAnswer : failureText(error.reason);
}
