import { onBeforeUnmount, shallowRef, watchEffect, type ShallowRef } from 'vue';
import type { PageClock } from './useServerClock';

/**
 * The server's time, from frame to frame for as long as something `moves` by it: at rest nothing is asked of the browser.
 * What `moves` reads is watched, and so is the clock.
 */
export function useServerNow(clock: PageClock, moves: (now: number) => boolean): Readonly<ShallowRef<number>> {
  const now = shallowRef(clock.now());
  let frame = 0;
  function look(): void {
    cancelAnimationFrame(frame);
    const time = clock.now();
    if (moves(time)) frame = requestAnimationFrame(look);
    now.value = time;
  }
  watchEffect(look);
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
  return now;
}
