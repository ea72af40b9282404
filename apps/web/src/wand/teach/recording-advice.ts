import type { RecordingFault } from '@wandcast/gesture';
import { texts } from '../texts/room-texts';

/** What is noticed of a recording before it is kept. It advises; the person decides. */
export interface TakeHint {
  /** Whether it is worth keeping as it is. */
  readonly good: boolean;
  readonly fault: RecordingFault | 'none';
}

/** The gravest of a recording's faults. */
export function takeHint(faults: readonly RecordingFault[]): TakeHint {
  const fault = faults[0] ?? 'none';
  return { good: fault === 'none' || fault === 'slow', fault };
}

/** What the phone felt, in words. They speak of the phone and of the time, never of the hand. */
export function feltWords({ fault }: Pick<TakeHint, 'fault'>): string {
  return texts().recordingAdvice.felt[fault];
}

/** What would show more; empty where nothing would. */
export function adviceWords({ fault }: Pick<TakeHint, 'fault'>): string {
  return fault === 'none' || fault === 'slow' ? '' : texts().recordingAdvice.advice[fault];
}
