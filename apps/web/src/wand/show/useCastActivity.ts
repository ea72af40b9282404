import { computed, onBeforeUnmount, shallowRef, type ComputedRef } from 'vue';
import type { WandView } from '../connection/useWand';

/** How long the result of a cast stays before anything may replace it, ms. */
const RESULT_MS = 3_000;

/** Whether a cast is in progress, its result is pending, or the result has just arrived. */
export function useCastActivity({ wand, pendingCount, lost }: WandView): ComputedRef<boolean> {
  const isCasting = shallowRef(wand.casting);
  const hasRecentResult = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const offs = [
    wand.on('casting', (casting) => (isCasting.value = casting)),
    wand.on('result', () => {
      hasRecentResult.value = true;
      clearTimeout(timer);
      timer = setTimeout(() => (hasRecentResult.value = false), RESULT_MS);
    }),
  ];
  onBeforeUnmount(() => {
    clearTimeout(timer);
    for (const off of offs) off();
  });
  return computed(() => isCasting.value || hasRecentResult.value || (pendingCount.value > 0 && !lost.value));
}
