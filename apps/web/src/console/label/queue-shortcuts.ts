import { labelKey, type LabelAction } from './label-shortcuts';

/** The action of a key in the label queue. */
type QueueAction = LabelAction | { readonly kind: 'agree' | 'unsure' | 'comment' | 'cut' };

/** @param key as `KeyboardEvent.key` @param spells number of spells in the book */
export function queueKey(key: string, spells: number): QueueAction | undefined {
  if (key === 'Enter') return { kind: 'agree' };
  if (key === '-') return { kind: 'unsure' };
  if (key === '/') return { kind: 'comment' };
  if (key.toLowerCase() === 't') return { kind: 'cut' };
  if (key.toLowerCase() === 'u') return { kind: 'undo' };
  if (key === 'ArrowDown' || key === 'ArrowUp') return { kind: 'move', step: key === 'ArrowDown' ? 1 : -1 };
  return labelKey(key, spells);
}
