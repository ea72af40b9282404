import type { Spell } from '@wandcast/protocol';
import { digits } from '../keyboard/shortcuts';
import { onKey } from '../keyboard/useShortcuts';
import type { Bulk } from './casts/useBulkLabeling';

/** The explorer's single keys: what they do is what its buttons do. */
export function useExploreKeys(
  bulk: Bulk,
  book: () => readonly Spell[],
  acts: Readonly<Record<'undo' | 'reset' | 'all' | 'invert', () => void>>,
): void {
  onKey('discard', () => void bulk.say('discard'));
  onKey('restore', () => void bulk.say('withdraw'));
  for (const [i, digit] of digits.entries())
    onKey(digit, () => {
      const spell = book()[i];
      if (spell !== undefined) void bulk.say(spell);
    });
  for (const action of ['undo', 'reset', 'all', 'invert'] as const) onKey(action, acts[action]);
}
