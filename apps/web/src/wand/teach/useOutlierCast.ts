import type { CastId, Spell, Welcome } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { outlierCast, outlierText, type OutlierCast } from './outlier-cast';
import { errorText } from '../texts/error-text';
import type { TaughtCounts } from './useTaughtCounts';
import { texts } from '../texts/room-texts';

export interface OutlierReview {
  /** The latest outlier, until the participant decides or keeps another cast. */
  readonly current: Readonly<ShallowRef<OutlierCast | undefined>>;
  /** Result of deleting it; empty before. */
  readonly note: ComputedRef<string>;
  /** Call with each kept cast. */
  kept(castId: CastId, spell: Spell): void;
  deleteCast(): Promise<void>;
  /** Keeps the cast. */
  dismiss(): void;
}

/** Checks the recognition results of taught casts, and offers to delete outliers. */
export function useOutlierCast(wand: Wand, welcome: () => Welcome, taught: TaughtCounts): OutlierReview {
  const current = shallowRef<OutlierCast>();
  const note = shallowRef<() => string>();
  const waiting = new Map<CastId, Spell>();

  const off = wand.on('result', ({ castId, stored }) => {
    const spell = waiting.get(castId);
    waiting.delete(castId);
    if (spell === undefined) return;
    const { model, spells } = welcome();
    const outlier = outlierCast(castId, spell, model, spells, stored.recognition);
    if (outlier === undefined) return;
    current.value = outlier;
    announce(outlierText(outlier));
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
    async deleteCast() {
      const outlier = current.value;
      if (outlier === undefined) return;
      try {
        await wand.own.delete([outlier.castId]);
        taught.remove(outlier.castId);
        if (current.value === outlier) current.value = undefined;
        note.value = () => texts().recordingAdvice.odd.deleted;
      } catch (error) {
        note.value = () => `${errorText(error)} ${texts().recordingAdvice.odd.stillThere}`;
      }
      announce(note.value());
    },
    dismiss() {
      current.value = undefined;
    },
  };
}
