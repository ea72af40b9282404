import type { CastId, Spell, Welcome } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { oddTake, oddWords, type OddTake } from './outlier-cast';
import { troubleWords } from '../texts/error-text';
import type { Taught } from './useTaughtCounts';
import { texts } from '../texts/room-texts';

export interface OddTakes {
  /** The last kept cast that is unlike the others, until it is decided about or another is kept. */
  readonly current: Readonly<ShallowRef<OddTake | undefined>>;
  /** What came of taking it back; empty while nothing did. */
  readonly note: ComputedRef<string>;
  /** Hears of each cast that is kept. */
  kept(castId: CastId, spell: Spell): void;
  takeBack(): Promise<void>;
  /** It was what was meant. */
  dismiss(): void;
}

/** Listens to what the model makes of casts that were taught, and offers to take back the ones it is surprised by. */
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
