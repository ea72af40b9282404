/** Shakes the phone where it can, for so many ms, or on and off in turn; the screen always says the same thing. */
export function buzz(ms: number | readonly number[]): void {
  if ('vibrate' in navigator) navigator.vibrate(typeof ms === 'number' ? ms : [...ms]);
}
