import { onBeforeUnmount, onMounted } from 'vue';

/** Handles the Space key anywhere on the page, unless an element has the focus. */
export function useSpaceKey(down: (event: KeyboardEvent) => void, up: (event: KeyboardEvent) => void): void {
  const free = (event: KeyboardEvent): boolean => event.key === ' ' && event.target === document.body;
  function onDown(event: KeyboardEvent): void {
    if (free(event)) down(event);
  }
  function onUp(event: KeyboardEvent): void {
    if (free(event)) up(event);
  }
  onMounted(() => {
    window.addEventListener('keydown', onDown);
    window.addEventListener('keyup', onUp);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onDown);
    window.removeEventListener('keyup', onUp);
  });
}
