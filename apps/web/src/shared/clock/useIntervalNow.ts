import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import type { PageClock } from './useServerClock';

/** The server's time, ms since 1970, updated every `everyMs` while the component is mounted. */
export function useIntervalNow(clock: PageClock, everyMs: number): Readonly<ShallowRef<number>> {
  const now = shallowRef(clock.now());
  const timer = setInterval(() => (now.value = clock.now()), everyMs);
  onBeforeUnmount(() => {
    clearInterval(timer);
  });
  return now;
}
