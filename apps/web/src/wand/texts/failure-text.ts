import type { Failure } from '@wandcast/protocol';
import { texts } from './wand-texts';

/** The message for a failure sent by the server. */
export function failureText(failure: Failure): string {
  return texts().failures.sentence(failure);
}
