import type { Failure } from '@wandcast/protocol';
import { words } from './wand-messages';

/** Why something was refused, for people. */
export function failureWords(failure: Failure): string {
  return words().failures.sentence(failure);
}
