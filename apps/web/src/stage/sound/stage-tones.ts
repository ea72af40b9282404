/** Semitones of a pentatonic scale. Any of its tones sound good together, even from a full room. */
const PENTATONIC = [0, 2, 4, 7, 9];

/** A3, Hz: above the hum of a projector, and not shrill. */
const ROOT_HZ = 220;

/** Octaves before the scale repeats. */
const OCTAVES = 3;

/** Frequency for the spell at a position in the book, from 0, Hz. */
export function toneFor(place: number): number {
  const step = Math.max(0, place) % (PENTATONIC.length * OCTAVES);
  const octave = Math.floor(step / PENTATONIC.length);
  return ROOT_HZ * 2 ** ((PENTATONIC[step % PENTATONIC.length] ?? 0) / 12 + octave);
}

/** -18 dB, as a linear gain. */
export const GAIN = 10 ** (-18 / 20);

/** Maximum tones per second. More would be noise. */
export const MAX_TONES = 6;
const SECOND_MS = 1_000;

/** Rate limiter that allows MAX_TONES in any second. Times in ms, ascending. */
export class ToneLimiter {
  private times: number[] = [];

  /** How many of `wanted` tones may play at `now`. */
  take(wanted: number, now: number): number {
    this.times = this.times.filter((time) => now - time < SECOND_MS);
    const free = Math.min(wanted, MAX_TONES - this.times.length);
    for (let i = 0; i < free; i++) this.times.push(now);
    return free;
  }
}
