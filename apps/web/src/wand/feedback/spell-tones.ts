import type { SpellHue } from '@wandcast/protocol';

/** A note of the phone's own voice. */
export interface Note {
  readonly hz: number;
  readonly ms: number;
}

/** How a spell feels in the hand: ms on and off in turn, a rhythm like its stroke. */
export const spellBuzz: Readonly<Record<SpellHue, readonly number[]>> = {
  ember: [40, 60, 40, 60, 40],
  tide: [120, 80, 120],
  gale: [20, 30, 40, 30, 60, 30, 90],
  bloom: [60, 40, 140],
  spark: [25, 40, 25, 40, 25],
  veil: [260],
};

/** A spell's tone: six of a pentatonic scale from C5, so that a full room stays pleasant. */
export const spellNote: Readonly<Record<SpellHue, Note>> = {
  ember: { hz: 523.25, ms: 320 },
  tide: { hz: 587.33, ms: 320 },
  gale: { hz: 659.25, ms: 320 },
  bloom: { hz: 783.99, ms: 320 },
  spark: { hz: 880, ms: 320 },
  veil: { hz: 1046.5, ms: 320 },
};

/** Felt and heard of what was no spell, of each count before a round, and of its start. */
export const FIZZLE_BUZZ = 15;
export const FIZZLE_NOTE: Note = { hz: 174.61, ms: 180 };
export const COUNT_BUZZ = 20;
export const COUNT_NOTE: Note = { hz: 1_174.66, ms: 50 };
export const GO_BUZZ = 60;
export const GO_NOTE: Note = { hz: 1_567.98, ms: 220 };
