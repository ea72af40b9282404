import { buzz } from './vibration';
import type { Outcome } from './cast-outcome';
import { play } from './sound';
import { FIZZLE_BUZZ, FIZZLE_NOTE, GO_BUZZ, spellBuzz, spellNote } from './spell-tones';

/** Vibration, and a tone if sound is on, for the outcome of a cast. */
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
