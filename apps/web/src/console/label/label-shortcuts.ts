/** Spells that have a key of their own: the first of the book. */
export const DIGITS = 9;

/** What a key means while one labels casts. */
export type LabelAction = Verdict | { readonly kind: 'undo' } | { readonly kind: 'move'; readonly step: 1 | -1 };
export type Verdict =
  | { readonly kind: 'spell'; /** By its place in the book. */ readonly spell: number }
  | { readonly kind: 'discard' | 'withdraw' };

const plain: Readonly<Record<string, LabelAction>> = {
  x: { kind: 'discard' },
  r: { kind: 'withdraw' },
  z: { kind: 'undo' },
  j: { kind: 'move', step: 1 },
  k: { kind: 'move', step: -1 },
};

/** @param key as `KeyboardEvent.key`  @param spells how many the book has: the first have a digit each */
export function labelKey(key: string, spells: number): LabelAction | undefined {
  const pressed = key.toLowerCase();
  const digit = Number(pressed);
  if (digit >= 1 && digit <= Math.min(DIGITS, spells)) return { kind: 'spell', spell: digit - 1 };
  return plain[pressed];
}
