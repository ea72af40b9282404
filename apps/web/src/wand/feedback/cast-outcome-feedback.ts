import { vibrate } from './vibration';
import type { CastOutcome } from './cast-outcome';
import { playNote } from './sound';
import { FIZZLE_VIBRATION, FIZZLE_NOTE, GO_VIBRATION, spellVibrations, spellNotes } from './cues';

/** Vibration, and a tone if sound is on, for the outcome of a cast. */
export function giveFeedback(outcome: CastOutcome): void {
  if (outcome.kind !== 'recognized') {
    vibrate(FIZZLE_VIBRATION);
    if (outcome.kind === 'fizzled') playNote(FIZZLE_NOTE);
    return;
  }
  const { hue } = outcome.spell;
  vibrate(hue === 'text' ? GO_VIBRATION : spellVibrations[hue]);
  if (hue !== 'text') playNote(spellNotes[hue]);
}
