import type { Failure } from '@wandcast/protocol';
import { texts } from './wand-texts';

/** Why something was refused, for people. */
export function failureWords(failure: Failure): string {
  return texts().failures.sentence(failure);
}
