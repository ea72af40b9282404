import type { Readiness } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** Longest hint, characters: one line on a phone. */
export const MAX_HINT = 80;

/** How often a spell was taught: "12 casts, 3 people". */
export function taughtText(ready: Pick<Readiness, 'casts' | 'people'> | undefined): string {
  const { notTaught, taught } = texts().book;
  return ready === undefined || ready.casts === 0 ? notTaught : taught(ready.casts, ready.people);
}
