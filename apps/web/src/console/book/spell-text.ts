import type { Readiness, SpellId } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** Longest hint, characters: one line on a phone. */
export const MAX_HINT = 80;

/** What the room knows about a spell of its book. */
export interface SpellInUse {
  readonly ready: Readiness | undefined;
  /** Whether the active model knows the spell. */
  readonly known: boolean;
  /** The spell that the room teaches now. */
  readonly teaching: SpellId | null;
}

/** How often a spell was taught: "12 casts, 3 people". */
export function taughtText(ready: Pick<Readiness, 'casts' | 'people'> | undefined): string {
  const { notTaught, taught } = texts().book;
  return ready === undefined || ready.casts === 0 ? notTaught : taught(ready.casts, ready.people);
}
