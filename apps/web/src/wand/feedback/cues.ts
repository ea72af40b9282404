import type { SpellHue } from '@wandcast/protocol';

/** Frequency and duration of a note. */
export interface Note {
  readonly hz: number;
  readonly ms: number;
}

/** Vibration pattern of a spell, alternating ms on and off, with a rhythm like its stroke. */
export const spellVibrations: Readonly<Record<SpellHue, readonly number[]>> = {
  ember: [40, 60, 40, 60, 40],
  tide: [120, 80, 120],
  gale: [20, 30, 40, 30, 60, 30, 90],
  bloom: [60, 40, 140],
  spark: [25, 40, 25, 40, 25],
  veil: [260],
};

/** Tones of the spells: a pentatonic scale from C5, so that many phones sound good together. */
export const spellNotes: Readonly<Record<SpellHue, Note>> = {
  ember: { hz: 523.25, ms: 320 },
  tide: { hz: 587.33, ms: 320 },
  gale: { hz: 659.25, ms: 320 },
  bloom: { hz: 783.99, ms: 320 },
  spark: { hz: 880, ms: 320 },
  veil: { hz: 1046.5, ms: 320 },
};

/** Feedback for a fizzled cast, for each count of a countdown, and for the start of a round. */
export const FIZZLE_VIBRATION = 15;
export const FIZZLE_NOTE: Note = { hz: 174.61, ms: 180 };
/** Three good practice casts in a row. */
export const THREE_VIBRATION: readonly number[] = [40, 60, 40, 60, 160];
export const COUNT_VIBRATION = 20;
export const COUNT_NOTE: Note = { hz: 1_174.66, ms: 50 };
export const GO_VIBRATION = 60;
export const GO_NOTE: Note = { hz: 1_567.98, ms: 220 };
