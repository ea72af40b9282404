import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue';

/** The last value that was shown. Outlives the component, so that a view that returns can animate from it. */
export interface LastShown<T> {
  value?: T;
}

/** How long the old value stays before it changes, ms. */
const HOLD_MS = 900;

/**
 * Follows `value`, but starts with the last shown value for a moment, so that the room sees what changed. Starts with
 * the current value if nothing was shown before, or with reduced motion.
 * @param stillShown what of an earlier value may be shown beside the current one
 */
export function useRevealChanges<T>(
  value: () => T,
  lastShown: LastShown<T>,
  calm: () => boolean,
  stillShown: (earlier: T, now: T) => T = (earlier) => earlier,
): Readonly<ShallowRef<T>> {
  const { value: last } = lastShown;
  const held = last !== undefined && !calm();
  const shown = shallowRef(held ? stillShown(last, value()) : value()) as ShallowRef<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onMounted(() => {
    if (held)
      timer = setTimeout(() => {
        timer = undefined;
        shown.value = value();
      }, HOLD_MS);
  });
  watch(value, (next) => {
    shown.value = timer === undefined ? next : stillShown(shown.value, next);
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    lastShown.value = shown.value;
  });
  return shown;
}
