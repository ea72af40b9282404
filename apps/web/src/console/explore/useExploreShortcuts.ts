import type { Spell } from '@wandcast/protocol';
import { digits } from '../keyboard/shortcuts';
import { onShortcut } from '../keyboard/useShortcuts';
import type { BulkLabeling } from './casts/useBulkLabeling';

/** The explorer's shortcuts. Each has an equivalent button. */
export function useExploreShortcuts(
  bulk: BulkLabeling,
  book: () => readonly Spell[],
  actions: Readonly<Record<'undo' | 'reset' | 'all' | 'invert', () => void>>,
): void {
  onShortcut('discard', () => void bulk.label('discard'));
  onShortcut('restore', () => void bulk.label('withdraw'));
  for (const [i, digit] of digits.entries())
    onShortcut(digit, () => {
      const spell = book()[i];
      if (spell !== undefined) void bulk.label(spell);
    });
  for (const action of ['undo', 'reset', 'all', 'invert'] as const) onShortcut(action, actions[action]);
}
