/** How a finger works the ring: holding casts while it holds; a tap starts, the next tap ends. */
export type Press =
  { readonly kind: 'idle' } | { readonly kind: 'held'; readonly since: number } | { readonly kind: 'latched' };

export const idle: Press = { kind: 'idle' };

/** A press shorter than this is a tap, ms. */
const TAP_MS = 350;

export interface Pressed {
  readonly press: Press;
  readonly act: 'start' | 'end' | 'nothing';
}

/** The finger (or Space) comes down at `now`, ms. */
export function pressDown(press: Press, now: number): Pressed {
  switch (press.kind) {
    case 'idle':
      return { press: { kind: 'held', since: now }, act: 'start' };
    case 'latched':
      return { press: idle, act: 'end' };
    case 'held':
      return { press, act: 'nothing' };
  }
}

/** It goes up, or is taken away. */
export function pressUp(press: Press, now: number): Pressed {
  if (press.kind !== 'held') return { press, act: 'nothing' };
  if (now - press.since < TAP_MS) return { press: { kind: 'latched' }, act: 'nothing' };
  return { press: idle, act: 'end' };
}

/** A click without a finger, as screen readers make them: a whole tap. */
export function pressClick(press: Press): Pressed {
  return press.kind === 'idle' ? { press: { kind: 'latched' }, act: 'start' } : { press: idle, act: 'end' };
}
