/** Semitones of a pentatonic scale. Any of its tones sound good together, even from a full room. */
const PENTATONIC = [0, 2, 4, 7, 9];

/** A3, Hz: above the hum of a projector, and not shrill. */
const ROOT_HZ = 220;

/** Octaves before the scale of spells repeats. */
const OCTAVES = 3;

/** Frequency of the root's scale `semitones` above it, Hz. */
export const pitch = (semitones: number): number => ROOT_HZ * 2 ** (semitones / 12);

/** Frequency for the spell at a position in the book, from 0, Hz. */
export function toneFor(place: number): number {
  const step = Math.max(0, place) % (PENTATONIC.length * OCTAVES);
  return pitch((PENTATONIC[step % PENTATONIC.length] ?? 0) + 12 * Math.floor(step / PENTATONIC.length));
}

/** Frequency of the chime for someone who joins, Hz: one of ten tones, high above those of spells. @param slot of the wand */
export function joinTone(slot: number): number {
  const step = (slot * 3) % (2 * PENTATONIC.length); // neighbors in time are not neighbors in pitch
  return pitch(24 + (PENTATONIC[step % PENTATONIC.length] ?? 0) + 12 * Math.floor(step / PENTATONIC.length));
}

/** Semitones of an A major arpeggio, from the last revealed place to the first. */
const RISING = [0, 4, 7, 12, 16];

/** Frequency when a place of a ranking is revealed, Hz. Rises to the first. @param place from 1 */
export function revealTone(place: number): number {
  return pitch(RISING[Math.max(0, RISING.length - place)] ?? 0);
}
