import type { Spell } from '@wandcast/protocol';
import { shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { Labeling } from '../../label/useLabeling';
import type { LabelChange } from '../../connection/labels/label-writer';
import type { Undo } from '../../ui/useUndo';
import type { Overview } from '../table/useOverview';
import { texts } from '../../texts/console-texts';

export interface BulkLabeling {
  /** Describes the last change. */
  readonly result: Readonly<ShallowRef<string>>;
  /** Labels all selected casts; `withdraw` restores the original labels. */
  label: (decision: 'discard' | 'withdraw' | Spell) => Promise<void>;
  /** Undoes the last action. @returns index of its first cast; undefined if no label was undone */
  undo: () => number | undefined;
}

/** Labels all selected casts in one undoable change. */
export function useBulkLabeling(
  overview: Readonly<ShallowRef<Overview | undefined>>,
  marked: ComputedRef<Uint32Array>,
  labeling: Labeling,
  actions: Undo,
  disabled: ComputedRef<boolean>,
): BulkLabeling {
  const result = shallowRef('');
  /** Undos so far: only the newest one is described. */
  let undos = 0;

  async function label(decision: 'discard' | 'withdraw' | Spell): Promise<void> {
    const table = overview.value?.table;
    if (table === undefined || marked.value.length === 0 || disabled.value) return;
    const labels = Array.from(marked.value, (place): LabelChange => {
      const castId = table.id(place);
      return typeof decision === 'string' ? { castId, kind: decision } : { castId, kind: 'spell', spell: decision.id };
    });
    result.value = '';
    undos++;
    const casts = await labeling.applyAll(labels);
    if (casts > 0) result.value = resultText(decision, casts);
  }

  function undo(): number | undefined {
    const action = labeling.undoable.value;
    const undone = labeling.undoAll();
    if (action === undefined || undone === undefined) {
      actions.undoLast();
      return undefined;
    }
    result.value = '';
    const own = ++undos;
    void undone.result.then(({ restored, kept }) => {
      if (own === undos) result.value = undoneText(action.text, restored, kept);
    });
    const [castId] = undone.castIds;
    return castId && overview.value?.table.places.get(castId);
  }
  return { result, label, undo };
}

/** What an undo took back, and what it left because somebody labeled it since. */
export function undoneText(text: string, restored: number, kept: number): string {
  const { undone } = texts().shell;
  const { keptOne, keptAll, partlyUndone } = texts().explore.bulk;
  if (kept === 0) return undone(text);
  if (restored > 0) return partlyUndone(restored, kept);
  return kept === 1 ? keptOne : keptAll(kept);
}

function resultText(decision: 'discard' | 'withdraw' | Spell, casts: number): string {
  const { discarded, restored, relabeled } = texts().explore.bulk;
  if (decision === 'discard') return discarded(casts);
  return decision === 'withdraw' ? restored(casts) : relabeled(casts, decision.name);
}
