import type { Spell } from '@wandcast/protocol';
import { spellAction } from '../keyboard/shortcuts';
import { SPELL_KEYS } from '../keyboard/spell-keys';
import { onShortcut } from '../keyboard/useShortcuts';
import type { BulkLabeling } from './casts/useBulkLabeling';

/** The explorer's shortcuts. Each has an equivalent button. */
export function useExploreShortcuts(
  bulk: BulkLabeling,
  book: () => readonly Spell[],
  actions: Readonly<Record<'reset' | 'all' | 'invert', () => void>>,
): void {
  onShortcut('discard', () => void bulk.label('discard'));
  onShortcut('restore', () => void bulk.label('withdraw'));
  for (let place = 0; place < SPELL_KEYS; place++)
    onShortcut(spellAction(place), () => {
      const spell = book()[place];
      if (spell !== undefined) void bulk.label(spell);
    });
  for (const action of ['reset', 'all', 'invert'] as const) onShortcut(action, actions[action]);
}
