/** How a finger works the ring: holding casts while it holds; a tap starts, the next tap ends. */
export type Press =
  | { readonly kind: 'idle' }
  | { readonly kind: 'held'; readonly since: number }
  | { readonly kind: 'latched' }
  /** The cast ended by itself: the press that was meant to end it may still come. */
  | { readonly kind: 'spent'; readonly since: number };

export const idle: Press = { kind: 'idle' };

/** A press shorter than this is a tap, ms. */
const TAP_MS = 350;

/** After a cast that ended by itself, presses are late for this long, ms: they must not start another. */
const LATE_MS = 700;

const isLate = (press: Press, now: number): boolean => press.kind === 'spent' && now - press.since < LATE_MS;

export interface Pressed {
  readonly press: Press;
  readonly act: 'start' | 'end' | 'nothing';
}

/** The finger (or Space) comes down at `now`, ms. */
export function pressDown(press: Press, now: number): Pressed {
  switch (press.kind) {
    case 'spent':
    case 'idle':
      if (isLate(press, now)) return { press, act: 'nothing' };
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
export function pressClick(press: Press, now: number): Pressed {
  if (isLate(press, now)) return { press, act: 'nothing' };
  const rests = press.kind === 'idle' || press.kind === 'spent';
  return rests ? { press: { kind: 'latched' }, act: 'start' } : { press: idle, act: 'end' };
}

/** The cast is over at `now`: by the press that ended it, which left the ring idle, or by itself. */
export function pressOver(press: Press, now: number): Press {
  return press.kind === 'idle' ? press : { kind: 'spent', since: now };
}
