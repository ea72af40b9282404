import { onBeforeUnmount, onMounted } from 'vue';

/** Calls `hidden` whenever the page is hidden. Phones report no motion then. */
export function usePageHidden(hidden: () => void): void {
  function look(): void {
    if (document.visibilityState === 'hidden') hidden();
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', look);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', look);
  });
}
