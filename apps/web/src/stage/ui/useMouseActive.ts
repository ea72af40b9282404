import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';

/** How long the mouse counts as active after it moved, ms. */
const ACTIVE_MS = 3_000;

/** Whether the mouse is in use: shows what is meant for the person at the machine rather than for the room. */
export function useMouseActive(): Readonly<ShallowRef<boolean>> {
  const isActive = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  function moved(): void {
    isActive.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => (isActive.value = false), ACTIVE_MS);
  }
  onMounted(() => {
    addEventListener('pointermove', moved);
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    removeEventListener('pointermove', moved);
  });
  return isActive;
}
