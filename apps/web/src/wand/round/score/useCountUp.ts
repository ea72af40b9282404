import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';

/** As long as a reveal, ms. */
const COUNT_MS = 620;

/** Counts from 0 up to a number that is new; at once where motion is not wanted. */
export function useCountUp(target: () => number): Readonly<ShallowRef<number>> {
  const shown = shallowRef(0);
  let frame = 0;

  watch(
    target,
    (to) => {
      cancelAnimationFrame(frame);
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        shown.value = to;
        return;
      }
      const began = performance.now();
      const step = (now: number): void => {
        const share = Math.min(1, Math.max(0, (now - began) / COUNT_MS));
        shown.value = Math.round(to * (1 - (1 - share) ** 3));
        if (share < 1) frame = requestAnimationFrame(step);
      };
      frame = requestAnimationFrame(step);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
  return shown;
}
