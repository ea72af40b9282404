import { gainOf, LEVELS_DB } from '../cues/levels';
import { joinTone, pitch, revealTone, toneFor } from './scale';
import { playPartials, type Output } from './envelope';

const SOFT = [
  { ratio: 1, share: 0.83, lasts: 1 },
  { ratio: 2, share: 0.17, lasts: 0.5 },
];
/** Slightly inharmonic, as in a real bell. */
const BELL = [
  { ratio: 1, share: 0.58, lasts: 1 },
  { ratio: 2.01, share: 0.3, lasts: 0.7 },
  { ratio: 2.99, share: 0.12, lasts: 0.58 },
];
/** A glass: a tone far above another. */
const GLASS = [
  { ratio: 1, share: 0.8, lasts: 1 },
  { ratio: 2.76, share: 0.2, lasts: 0.3 },
];

/** Someone joined. */
export function playJoin(output: Output, at: number, slot: number): void {
  playPartials(output, joinTone(slot), GLASS, { at, rise: 0.008, lasts: 0.9, gain: gainOf(LEVELS_DB.join) });
}

/** A spell was recognized. @param place of the spell in the book, from 0 */
export function playHit(output: Output, at: number, place: number): void {
  playPartials(output, toneFor(place), SOFT, { at, rise: 0.02, lasts: 0.7, gain: gainOf(LEVELS_DB.hit) });
}

/** A cast entered the spotlight: a low bell. */
export function playSpotlight(output: Output, at: number): void {
  playPartials(output, 110, BELL, { at, rise: 0.03, lasts: 1.8, gain: gainOf(LEVELS_DB.spotlight) });
}

/** A place is revealed. @param place from 1 */
export function playReveal(output: Output, at: number, place: number): void {
  playPartials(output, revealTone(place), BELL, { at, rise: 0.01, lasts: 1.4, gain: gainOf(LEVELS_DB.reveal) });
}

/** The first place is revealed: the reveal's chord, one tone after the other. */
export function playWinner(output: Output, at: number): void {
  const tones = [12, 16, 19, 24].map(pitch);
  const gain = gainOf(LEVELS_DB.winner) / 2; // the tones overlap while they fade
  tones.forEach((hz, i) => {
    playPartials(output, hz, BELL, { at: at + 0.09 * i, rise: 0.01, lasts: 2.2, gain });
  });
}
