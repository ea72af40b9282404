import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';

/** Points count up in this time, ms. */
const COUNT_MS = 1_400;

/** What is shown `elapsedMs` after a number began to go from `from` to `to`: whole, quick at first. */
export function countedAt(from: number, to: number, elapsedMs: number): number {
  const share = Math.max(0, Math.min(1, elapsedMs / COUNT_MS));
  return share === 1 ? to : Math.round(from + (to - from) * (1 - (1 - share) ** 3));
}

/** `value`, counting to where it is from where it was; at once where one is `calm`. */
export function useCounted(value: () => number, calm: () => boolean): Readonly<ShallowRef<number>> {
  const shown = shallowRef(value());
  let frame = 0;
  watch(value, (to) => {
    cancelAnimationFrame(frame);
    const from = shown.value;
    const began = performance.now();
    const look = (): void => {
      shown.value = calm() ? to : countedAt(from, to, performance.now() - began);
      if (shown.value !== to) frame = requestAnimationFrame(look);
    };
    look();
  });
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
  return shown;
}
