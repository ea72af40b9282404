import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue';

/**
 * Leaves a mark on the browser's timeline when what follows from `source` was drawn whole, two frames later: benches
 * and profiles find it there.
 */
export function markDrawn(name: string, source: WatchSource): void {
  let frame = 0;
  watch(
    source,
    async (value) => {
      if (value === undefined) return;
      await nextTick();
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => performance.mark(name));
      });
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
  });
}
