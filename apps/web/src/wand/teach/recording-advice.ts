import type { RecordingFault } from '@wandcast/gesture';
import { texts } from '../texts/room-texts';

/** Feedback on a recording before it is kept. The participant decides. */
export interface RecordingAdvice {
  /** Whether keeping it is recommended. */
  readonly good: boolean;
  readonly fault: RecordingFault | 'none';
}

/** Advice about the most severe fault. @param faults most severe first */
export function recordingAdvice(faults: readonly RecordingFault[]): RecordingAdvice {
  const fault = faults[0] ?? 'none';
  return { good: fault === 'none' || fault === 'slow', fault };
}

/** The fault in words. They mention the phone or the timing, and never blame the person. */
export function faultText({ fault }: Pick<RecordingAdvice, 'fault'>): string {
  return texts().recordingAdvice.felt[fault];
}

/** How to improve the recording; empty if there is no advice. */
export function adviceText({ fault }: Pick<RecordingAdvice, 'fault'>): string {
  return fault === 'none' || fault === 'slow' ? '' : texts().recordingAdvice.advice[fault];
}
