import type { CastId, Round, SpellId } from '@wandcast/protocol';
import { computed, onBeforeUnmount, shallowRef, watch, type ComputedRef } from 'vue';
import type { WandView } from '../connection/useWand';
import { recognizedInRound } from './free-round-spells';

/** Number of casts to load after a reload: more than anyone casts in a round. */
const LIST_SIZE = 60;

/**
 * Spells that the participant has cast in the free round, from results on this page and, after a reload, from the
 * server.
 */
export function useFreeRoundSpells(room: WandView, round: () => Round | undefined): ComputedRef<ReadonlySet<SpellId>> {
  const results = shallowRef<ReadonlyMap<CastId, SpellId | null>>(new Map());
  const isFree = computed(() => round()?.kind === 'free');

  function addResults(casts: readonly (readonly [CastId, SpellId | null])[]): void {
    results.value = new Map([...results.value, ...casts]);
  }
  const off = room.wand.on('result', ({ castId, stored }) => {
    addResults([[castId, stored.recognition?.spell ?? null]]);
  });
  onBeforeUnmount(off);
  watch(
    () => isFree.value && !room.lost.value,
    (ask) => {
      if (ask)
        room.wand.own.list(null, LIST_SIZE).then(
          (casts) => {
            addResults(casts.filter(({ intent }) => intent === 'cast').map((one) => [one.castId, one.recognized]));
          },
          () => undefined, // show the results of this page; the next connection tries again
        );
    },
    { immediate: true },
  );

  return computed(() => {
    const current = round();
    if (current?.kind !== 'free') return new Set<SpellId>();
    const casts = [...results.value].map(([castId, recognized]) => ({ castId, recognized }));
    return recognizedInRound(current, casts, room.wand.serverNow() - Date.now());
  });
}
