import { buzz } from './buzz';
import type { Outcome } from './outcome';
import { play } from './sound';
import { FIZZLE_BUZZ, FIZZLE_NOTE, GO_BUZZ, spellBuzz, spellNote } from './spell-signs';

/** What a hand feels, and an ear hears where sound is on, of what became of a cast. */
export function sign(outcome: Outcome): void {
  if (outcome.kind !== 'named') {
    buzz(FIZZLE_BUZZ);
    if (outcome.kind === 'fizzled') play(FIZZLE_NOTE);
    return;
  }
  const { hue } = outcome.spell;
  buzz(hue === 'text' ? GO_BUZZ : spellBuzz[hue]);
  if (hue !== 'text') play(spellNote[hue]);
}
