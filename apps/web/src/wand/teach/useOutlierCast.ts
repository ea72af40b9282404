import type { CastId, Spell, Welcome } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { oddTake, oddWords, type OddTake } from './outlier-cast';
import { troubleWords } from '../texts/error-text';
import type { Taught } from './useTaughtCounts';
import { texts } from '../texts/room-texts';

export interface OddTakes {
  /** The latest outlier, until the participant decides or keeps another cast. */
  readonly current: Readonly<ShallowRef<OddTake | undefined>>;
  /** Result of deleting it; empty before. */
  readonly note: ComputedRef<string>;
  /** Call with each kept cast. */
  kept(castId: CastId, spell: Spell): void;
  takeBack(): Promise<void>;
  /** Keeps the cast. */
  dismiss(): void;
}

/** Checks the recognition results of taught casts, and offers to delete outliers. */
export function useOutlierCast(wand: Wand, welcome: () => Welcome, taught: Taught): OddTakes {
  const current = shallowRef<OddTake>();
  const note = shallowRef<() => string>();
  const waiting = new Map<CastId, Spell>();

  const off = wand.on('result', ({ castId, stored }) => {
    const spell = waiting.get(castId);
    waiting.delete(castId);
    if (spell === undefined) return;
    const { model, spells } = welcome();
    const odd = oddTake(castId, spell, model, spells, stored.recognition);
    if (odd === undefined) return;
    current.value = odd;
    announce(oddWords(odd));
  });
  onBeforeUnmount(off);

  return {
    current,
    note: computed(() => note.value?.() ?? ''),
    kept(castId, spell) {
      waiting.set(castId, spell);
      current.value = undefined;
      note.value = undefined;
    },
    async takeBack() {
      const odd = current.value;
      if (odd === undefined) return;
      try {
        await wand.own.delete([odd.castId]);
        taught.remove(odd.castId);
        if (current.value === odd) current.value = undefined;
        note.value = () => texts().recordingAdvice.odd.takenBack;
      } catch (error) {
        note.value = () => `${troubleWords(error)} ${texts().recordingAdvice.odd.stillThere}`;
      }
      announce(note.value());
    },
    dismiss() {
      current.value = undefined;
    },
  };
}
