/** Vibrates the phone if supported, for some ms or in a pattern of ms on and off. Never the only feedback. */
export function vibrate(ms: number | readonly number[]): void {
  if ('vibrate' in navigator) navigator.vibrate(typeof ms === 'number' ? ms : [...ms]);
}
