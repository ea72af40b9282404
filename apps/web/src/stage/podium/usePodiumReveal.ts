import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

export interface Steps {
  /** How many of the steps have come. */
  readonly done: Readonly<ShallowRef<number>>;
  /** When each of those came, ms as performance.now(); long ago where they all came at once. */
  readonly at: readonly number[];
}

/** Steps that come one after the other, so many ms after the start; all of them at once where nobody should wait. */
export function useSteps(afterMs: readonly number[], atOnce: boolean): Steps {
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
