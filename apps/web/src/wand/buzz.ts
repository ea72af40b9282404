/** Shakes the phone for `ms` where it can; the screen always says the same thing. */
export function buzz(ms: number): void {
  if ('vibrate' in navigator) navigator.vibrate(ms);
}
