import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';

/** Duration of the animation, ms. */
const DURATION_MS = 1_400;

/** The number shown `elapsedMs` into an animation: an integer, fast at first. */
export function animatedNumberAt(from: number, to: number, elapsedMs: number): number {
  const share = Math.max(0, Math.min(1, elapsedMs / DURATION_MS));
  return share === 1 ? to : Math.round(from + (to - from) * (1 - (1 - share) ** 3));
}

/**
 * Follows `value` by counting from the previous number; jumps with reduced motion.
 * @param from the number to start from; without it, the first value is shown at once
 */
export function useAnimatedNumber(
  value: () => number,
  calm: () => boolean,
  from: number = value(),
): Readonly<ShallowRef<number>> {
  const shown = shallowRef(from);
  let frame = 0;
  function count(): void {
    cancelAnimationFrame(frame);
    const start = shown.value;
    const began = performance.now();
    const step = (): void => {
      const to = value();
      shown.value = calm() ? to : animatedNumberAt(start, to, performance.now() - began);
      if (shown.value !== to) frame = requestAnimationFrame(step);
    };
    step();
  }
  watch(value, count);
  if (from !== value()) count();
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
  return shown;
}
