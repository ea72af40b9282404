/** Semitones of a pentatonic scale over its root: any of them sound well together, so that a full room stays pleasant. */
const PENTATONIC = [0, 2, 4, 7, 9];

/** A3, Hz: above the hum of a projector, below where it tires. */
const ROOT_HZ = 220;

/** Octaves before the scale begins again. */
const OCTAVES = 3;

/** The tone of the spell at a place in the book, from 0, Hz. */
export function toneOf(place: number): number {
  const step = Math.max(0, place) % (PENTATONIC.length * OCTAVES);
  const octave = Math.floor(step / PENTATONIC.length);
  return ROOT_HZ * 2 ** ((PENTATONIC[step % PENTATONIC.length] ?? 0) / 12 + octave);
}

/** -18 dB, as a share of the loudest. */
export const QUIET = 10 ** (-18 / 20);

/** Tones a second, at most: more are noise. */
export const MOST_TONES = 6;
const SECOND_MS = 1_000;

/** Lets through MOST_TONES in any second, and the first to come before the rest. Times in ms, ascending. */
export class ToneGate {
  private times: number[] = [];

  /** How many of `wanted` tones may sound at `now`. */
  take(wanted: number, now: number): number {
    this.times = this.times.filter((time) => now - time < SECOND_MS);
    const free = Math.min(wanted, MOST_TONES - this.times.length);
    for (let i = 0; i < free; i++) this.times.push(now);
    return free;
  }
}
