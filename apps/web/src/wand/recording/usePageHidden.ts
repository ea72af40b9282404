import { onBeforeUnmount, onMounted } from 'vue';

/** Calls `hidden` whenever the page goes out of sight: from then on the phone tells of no motion. */
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
