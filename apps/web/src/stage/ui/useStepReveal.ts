import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

export interface StepReveal {
  /** How many steps have happened. */
  readonly done: Readonly<ShallowRef<number>>;
  /** When each happened, ms as performance.now(); -Infinity if all happened at once. */
  readonly at: readonly number[];
  /** Starts over with one step after another, `afterMs` from now. */
  readonly start: (afterMs: readonly number[]) => void;
  /** Shows `steps` steps at once. */
  readonly finish: (steps: number) => void;
}

/** Reveals a picture in steps. @param onStep is called at each step, but not if all happen at once */
export function useStepReveal(onStep: (step: number) => void = () => undefined): StepReveal {
  const done = shallowRef(0);
  const at: number[] = [];
  let timers: ReturnType<typeof setTimeout>[] = [];

  function stop(): void {
    timers.forEach(clearTimeout);
    timers = [];
    at.length = 0;
  }
  function start(afterMs: readonly number[]): void {
    stop();
    done.value = 0;
    timers = afterMs.map((ms, step) =>
      setTimeout(() => {
        at[step] = performance.now();
        done.value = step + 1;
        onStep(step);
      }, ms),
    );
  }
  function finish(steps: number): void {
    stop();
    at.push(...new Array<number>(steps).fill(-Infinity));
    done.value = steps;
  }
  onBeforeUnmount(stop);
  return { done, at, start, finish };
}
