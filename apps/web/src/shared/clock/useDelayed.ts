import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** Shorter waits show no placeholder, ms. */
const DELAY_MS = 300;

/** Becomes true a moment after the component was created, so that the placeholder of a short wait does not flash. */
export function useDelayed(): Readonly<ShallowRef<boolean>> {
  const isDelayed = shallowRef(false);
  const timer = setTimeout(() => (isDelayed.value = true), DELAY_MS);
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
  return isDelayed;
}
