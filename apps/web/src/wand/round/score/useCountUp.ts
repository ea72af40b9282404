import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';

/** Duration of the animation, ms: the same as a reveal. */
const COUNT_MS = 620;

/** Counts up from 0 whenever the target changes; jumps with reduced motion. */
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
