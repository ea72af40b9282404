import { onBeforeUnmount, shallowRef, watch, watchEffect, type ShallowRef } from 'vue';
import type { PageClock } from './useServerClock';

/**
 * The server's time, updated every animation frame while `isAnimating` returns true. It is checked again whenever its
 * reactive dependencies or the clock change.
 */
export function useServerNow(clock: PageClock, isAnimating: (now: number) => boolean): Readonly<ShallowRef<number>> {
  const now = shallowRef(clock.now());
  let frame = 0;
  function update(): void {
    cancelAnimationFrame(frame);
    const time = clock.now();
    if (isAnimating(time)) frame = requestAnimationFrame(update);
    now.value = time;
  }
  watchEffect(update);
  watch(clock.reading, update);
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
  return now;
}
