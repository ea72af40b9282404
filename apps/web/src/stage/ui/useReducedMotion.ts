import { computed, onBeforeUnmount, shallowRef, type ComputedRef } from 'vue';

/** Whether to reduce motion: requested by the console, or by this machine's settings. */
export function useReducedMotion(requested: () => boolean): ComputedRef<boolean> {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  const matches = shallowRef(reduced.matches);
  const follow = (): void => {
    matches.value = reduced.matches;
  };
  reduced.addEventListener('change', follow);
  onBeforeUnmount(() => {
    reduced.removeEventListener('change', follow);
  });
  return computed(() => matches.value || requested());
}
