import type { RecordingFault } from '@wandcast/gesture';

/** What is said of a recording before it is kept. It advises; the person decides. */
export interface TakeHint {
  /** Whether it is worth keeping as it is. */
  readonly good: boolean;
  readonly words: string;
  /** What would show more; empty where nothing would. */
  readonly advice: string;
}

/** A hint for the gravest of a recording's faults. It speaks of the phone and of the time, never of the hand. */
export function takeHint(faults: readonly RecordingFault[]): TakeHint {
  switch (faults[0] ?? 'none') {
    case 'none':
      return { good: true, words: 'Clear and steady.', advice: '' };
    case 'empty':
      return { good: false, words: 'Your phone sent next to nothing.', advice: 'Once more should do it.' };
    case 'still':
      return { good: false, words: 'Your phone felt hardly any movement.', advice: 'Draw it as large as a plate.' };
    case 'short':
      return { good: false, words: 'It was over in a blink.', advice: 'Taken slower, the phone sees all of it.' };
    case 'cut':
      return { good: false, words: 'The time was over first.', advice: 'Set out right after the count.' };
    case 'clipped':
      return {
        good: false,
        words: 'Faster than your phone can feel.',
        advice: 'A little softer, and it feels it all.',
      };
    case 'slow':
      return { good: true, words: 'Your phone reports slowly, but it will do.', advice: '' };
  }
}
