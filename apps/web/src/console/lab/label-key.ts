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

/** @param key as `KeyboardEvent.key`  @param spells how many the book has: the first nine have a digit each */
export function labelKey(key: string, spells: number): LabelAction | undefined {
  const pressed = key.toLowerCase();
  if (/^[1-9]$/.test(pressed) && Number(pressed) <= spells) return { kind: 'spell', spell: Number(pressed) - 1 };
  return plain[pressed];
}
