import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue';

/** Adds a performance mark once the change of `source` is painted, two frames later, for benchmarks and profiles. */
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
