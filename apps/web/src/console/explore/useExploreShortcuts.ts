import type { Spell } from '@wandcast/protocol';
import { digits } from '../keyboard/shortcuts';
import { onShortcut } from '../keyboard/useShortcuts';
import type { Bulk } from './casts/useBulkLabeling';

/** The explorer's shortcuts; each does what a button does. */
export function useExploreShortcuts(
  bulk: Bulk,
  book: () => readonly Spell[],
  acts: Readonly<Record<'undo' | 'reset' | 'all' | 'invert', () => void>>,
): void {
  onShortcut('discard', () => void bulk.say('discard'));
  onShortcut('restore', () => void bulk.say('withdraw'));
  for (const [i, digit] of digits.entries())
    onShortcut(digit, () => {
      const spell = book()[i];
      if (spell !== undefined) void bulk.say(spell);
    });
  for (const action of ['undo', 'reset', 'all', 'invert'] as const) onShortcut(action, acts[action]);
}
