import type { Spell } from '@wandcast/protocol';
import { shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { Labeling } from '../../label/useLabeling';
import type { SaidLabel } from '../../connection/useConsole';
import type { Undo } from '../../ui/useUndo';
import { castsWords } from '../table/cast-row-text';
import type { Overview } from '../table/useOverview';

export interface Bulk {
  /** What was done last, in words. */
  readonly said: Readonly<ShallowRef<string>>;
  /** Says the same of all that are marked. */
  say: (verdict: 'discard' | 'withdraw' | Spell) => Promise<void>;
  /** Takes the last thing said back. @returns its first cast's place, where it did */
  undo: () => Promise<number | undefined>;
}

/** Says what all marked casts are, in one go with one way back. */
export function useBulk(
  overview: Readonly<ShallowRef<Overview | undefined>>,
  marked: ComputedRef<Uint32Array>,
  labeling: Labeling,
  toast: Undo,
  disabled: ComputedRef<boolean>,
): Bulk {
  const said = shallowRef('');
  const isBusy = (): boolean => disabled.value || labeling.progress.value !== undefined;

  async function say(verdict: 'discard' | 'withdraw' | Spell): Promise<void> {
    const table = overview.value?.table;
    if (table === undefined || marked.value.length === 0 || isBusy()) return;
    const labels = Array.from(marked.value, (place): SaidLabel => {
      const castId = table.id(place);
      return typeof verdict === 'string' ? { castId, kind: verdict } : { castId, kind: 'spell', spell: verdict.id };
    });
    toast.forget(); // from here on Z takes this back
    said.value = '';
    const casts = await labeling.sayAll(labels);
    if (casts > 0) said.value = `${castsWords(casts)} ${doneWords(verdict)}.`;
  }

  async function undo(): Promise<number | undefined> {
    if (toast.last.value !== undefined || isBusy()) return undefined; // the toast's turn
    const castId = await labeling.undo();
    if (castId === undefined) return undefined;
    said.value = 'Undone.';
    return overview.value?.table.places.get(castId);
  }
  return { said, say, undo };
}

function doneWords(verdict: 'discard' | 'withdraw' | Spell): string {
  if (verdict === 'discard') return 'discarded';
  return verdict === 'withdraw' ? 'as their phones said' : `now ${verdict.name}`;
}
