import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';

/** Duration of the animation, ms. */
const DURATION_MS = 1_400;

/** The number shown `elapsedMs` into an animation: an integer, fast at first. */
export function animatedNumberAt(from: number, to: number, elapsedMs: number): number {
  const share = Math.max(0, Math.min(1, elapsedMs / DURATION_MS));
  return share === 1 ? to : Math.round(from + (to - from) * (1 - (1 - share) ** 3));
}

/** Follows `value` by counting from the previous number; jumps with reduced motion. */
export function useAnimatedNumber(value: () => number, calm: () => boolean): Readonly<ShallowRef<number>> {
  const shown = shallowRef(value());
  let frame = 0;
  watch(value, (to) => {
    cancelAnimationFrame(frame);
    const from = shown.value;
    const began = performance.now();
    const step = (): void => {
      shown.value = calm() ? to : animatedNumberAt(from, to, performance.now() - began);
      if (shown.value !== to) frame = requestAnimationFrame(step);
    };
    step();
  });
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
  return shown;
}
