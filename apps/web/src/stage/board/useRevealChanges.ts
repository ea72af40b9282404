import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue';

/** What the room saw last of something, over the views that come between. */
export interface Seen<T> {
  value?: T;
}

/** The room finds its place in what it knows before that moves, ms. */
const HOLD_MS = 900;

/**
 * `value`, beginning with what the room saw of it last: coming back to a board shows it as it was, and then what changed.
 * On a page that showed none, and where one is `calm`, it is what it is.
 */
export function useUnfolding<T>(value: () => T, seen: Seen<T>, calm: () => boolean): Readonly<ShallowRef<T>> {
  const held = seen.value !== undefined && !calm();
  const shown = shallowRef(held && seen.value !== undefined ? seen.value : value()) as ShallowRef<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onMounted(() => {
    if (held)
      timer = setTimeout(() => {
        timer = undefined;
        shown.value = value();
      }, HOLD_MS);
  });
  watch(value, (next) => {
    if (timer === undefined) shown.value = next;
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    seen.value = shown.value;
  });
  return shown;
}
