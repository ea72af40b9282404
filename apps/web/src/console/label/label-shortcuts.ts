import { spellPlace } from '../keyboard/spell-keys';

/** The action of a key while labeling. */
export type LabelAction = LabelDecision | { readonly kind: 'undo' } | { readonly kind: 'move'; readonly step: 1 | -1 };
export type LabelDecision =
  | { readonly kind: 'spell'; /** Index in the book. */ readonly spell: number }
  | { readonly kind: 'discard' | 'withdraw' };

const plain: Readonly<Record<string, LabelAction>> = {
  x: { kind: 'discard' },
  r: { kind: 'withdraw' },
  z: { kind: 'undo' },
  j: { kind: 'move', step: 1 },
  k: { kind: 'move', step: -1 },
};

/** @param key as `KeyboardEvent.key` @param spells number of spells in the book */
export function labelKey(key: string, spells: number): LabelAction | undefined {
  const pressed = key.toLowerCase();
  const place = spellPlace(pressed);
  if (place !== undefined) return place < spells ? { kind: 'spell', spell: place } : undefined;
  return plain[pressed];
}
