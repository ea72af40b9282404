const recordings = new Set<() => boolean>();

/** Vibrates the phone if supported, for some ms or in a pattern of ms on and off. Never the only feedback. */
export function vibrate(ms: number | readonly number[]): void {
  if ([...recordings].some((isRecording) => isRecording())) return;
  if ('vibrate' in navigator) navigator.vibrate(typeof ms === 'number' ? ms : [...ms]);
}

/**
 * Prevents vibrations while `isRecording` returns true, because the motion sensor would record them.
 * @returns a function that removes the guard
 */
export function muteVibrationWhile(isRecording: () => boolean): () => void {
  recordings.add(isRecording);
  return () => void recordings.delete(isRecording);
}
