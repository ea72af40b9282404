import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

interface PodiumReveal {
  /** How many reveals have happened. */
  readonly done: Readonly<ShallowRef<number>>;
  /** When each happened, ms as performance.now(); -Infinity if all happened at once. */
  readonly at: readonly number[];
}

/** Reveals one after another, `afterMs` after the start, or all at once. */
export function usePodiumReveal(afterMs: readonly number[], atOnce: boolean): PodiumReveal {
  const done = shallowRef(atOnce ? afterMs.length : 0);
  const at = afterMs.map(() => -Infinity);
  const timers = atOnce
    ? []
    : afterMs.map((ms, i) =>
        setTimeout(() => {
          at[i] = performance.now();
          done.value = i + 1;
        }, ms),
      );
  onBeforeUnmount(() => {
    timers.forEach(clearTimeout);
  });
  return { done, at };
}
