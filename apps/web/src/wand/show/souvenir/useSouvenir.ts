import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { pageStorage } from '../../../shared/storage/local-storage';
import type { WandView } from '../../connection/useWand';
import { keepSouvenir, keptSouvenir, type KeptSouvenir } from './kept-souvenir';

export interface SouvenirView {
  /** The souvenir as it was last fetched, also by an earlier page; undefined if it never was. */
  readonly kept: Readonly<ShallowRef<KeptSouvenir | undefined>>;
  /** Whether there is a souvenir to open: the stage says thanks, or it did and the souvenir is kept. */
  readonly isAvailable: ComputedRef<boolean>;
  /** Why the last fetch failed; undefined if it did not. */
  readonly error: Readonly<ShallowRef<unknown>>;
  fetch(): Promise<void>;
}

/** The participant's souvenir: fetched as soon as the stage says thanks, and kept on this phone for later. */
export function useSouvenir(room: Pick<WandView, 'wand' | 'state' | 'welcome'>, code: string): SouvenirView {
  const kept = shallowRef(keptSouvenir(pageStorage(), code));
  const isThanks = computed(() => room.welcome.value?.event.view === 'thanks');
  const isAvailable = computed(() => isThanks.value || kept.value !== undefined);
  const error = shallowRef<unknown>();

  async function fetch(): Promise<void> {
    const { welcome } = room;
    try {
      const souvenir = await room.wand.show.souvenir();
      error.value = undefined;
      if (welcome.value === undefined) return;
      const { event, participant, spells } = welcome.value;
      const drawn = spells.map(({ id, name, hue, glyph }) => ({ id, name, hue, glyph }));
      kept.value = { souvenir, title: event.title, at: Date.now(), participant, spells: drawn };
      keepSouvenir(pageStorage(), code, kept.value);
    } catch (reason) {
      error.value = reason;
    }
  }
  watch(
    () => room.state.value.kind === 'joined' && isThanks.value,
    (mayFetch) => {
      if (mayFetch) void fetch();
    },
    { immediate: true },
  );
  return { kept, isAvailable, error, fetch };
}
