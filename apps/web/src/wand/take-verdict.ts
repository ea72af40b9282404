import { MIN_CAST_SAMPLES } from '@wandcast/protocol';

/** Peak below which no hand drew anything, m/s^2: a phone held still shows about 0.3. */
const STILL = 1.5;

/** Rate below which the corners of a quick stroke fall between readings, Hz. */
const SLOW_HZ = 25;

/** Whether a recording is worth keeping, as a person would like to hear it. It advises; the person decides. */
export function takeVerdict(take: { readonly count: number; readonly durationMs: number; readonly peak: number }): {
  readonly good: boolean;
  readonly words: string;
} {
  if (take.count < MIN_CAST_SAMPLES) return { good: false, words: 'Your phone sent next to nothing.' };
  if (take.peak < STILL) return { good: false, words: 'It hardly moved.' };
  if ((1_000 * (take.count - 1)) / take.durationMs < SLOW_HZ)
    return { good: true, words: 'Your phone reports slowly, but it will do.' };
  return { good: true, words: 'Clear and steady.' };
}
