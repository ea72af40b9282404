/** State of the press gesture. Holding casts until release; a tap starts a cast and the next tap ends it. */
export type Press =
  | { readonly kind: 'idle' }
  | { readonly kind: 'held'; readonly since: number }
  | { readonly kind: 'latched' }
  /** The cast ended by itself. A late press that was meant to end it must not start another. */
  | { readonly kind: 'cooldown'; readonly since: number };

export const idle: Press = { kind: 'idle' };

/** Maximum duration of a tap, ms. */
const TAP_MS = 350;

/** How long presses are ignored after a cast that ended by itself, ms. */
const COOLDOWN_MS = 700;

const isCoolingDown = (press: Press, now: number): boolean =>
  press.kind === 'cooldown' && now - press.since < COOLDOWN_MS;

export interface PressResult {
  readonly press: Press;
  readonly act: 'start' | 'end' | 'nothing';
}

/** Pointer or Space down at `now`, ms. */
export function pressDown(press: Press, now: number): PressResult {
  switch (press.kind) {
    case 'cooldown':
    case 'idle':
      if (isCoolingDown(press, now)) return { press, act: 'nothing' };
      return { press: { kind: 'held', since: now }, act: 'start' };
    case 'latched':
      return { press: idle, act: 'end' };
    case 'held':
      return { press, act: 'nothing' };
  }
}

/** Pointer or Space up, or the pointer was canceled. */
export function pressUp(press: Press, now: number): PressResult {
  if (press.kind !== 'held') return { press, act: 'nothing' };
  if (now - press.since < TAP_MS) return { press: { kind: 'latched' }, act: 'nothing' };
  return { press: idle, act: 'end' };
}

/** A click without a pointer, as from screen readers: counts as a tap. */
export function pressClick(press: Press, now: number): PressResult {
  if (isCoolingDown(press, now)) return { press, act: 'nothing' };
  const rests = press.kind === 'idle' || press.kind === 'cooldown';
  return rests ? { press: { kind: 'latched' }, act: 'start' } : { press: idle, act: 'end' };
}

/** The cast ended at `now`. If a press ended it, the state is already idle. */
export function castEnded(press: Press, now: number): Press {
  return press.kind === 'idle' ? press : { kind: 'cooldown', since: now };
}
