import { computed, onBeforeUnmount, shallowRef, type ComputedRef } from 'vue';

/** Whether the stage moves as little as it can: the console says so, or the machine it runs on. */
export function useCalm(asked: () => boolean): ComputedRef<boolean> {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  const still = shallowRef(reduced.matches);
  const follow = (): void => {
    still.value = reduced.matches;
  };
  reduced.addEventListener('change', follow);
  onBeforeUnmount(() => {
    reduced.removeEventListener('change', follow);
  });
  return computed(() => still.value || asked());
}
