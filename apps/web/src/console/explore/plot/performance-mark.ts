import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue';

/** Adds a performance mark two frames after `source` changes, when the change is painted. For benchmarks and profiles. */
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
