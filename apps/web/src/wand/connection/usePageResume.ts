import { onBeforeUnmount } from 'vue';

/**
 * Calls `back` whenever a connection may have died without a word: the page is seen again, comes out of the browser's
 * back/forward cache, or the phone found a network.
 */
export function usePageResume(back: () => void): void {
  function seen(): void {
    if (document.visibilityState === 'visible') back();
  }
  function shown({ persisted }: PageTransitionEvent): void {
    if (persisted) seen();
  }
  document.addEventListener('visibilitychange', seen);
  document.addEventListener('resume', seen); // a frozen page may thaw without having been hidden
  window.addEventListener('pageshow', shown);
  window.addEventListener('online', back);
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', seen);
    document.removeEventListener('resume', seen);
    window.removeEventListener('pageshow', shown);
    window.removeEventListener('online', back);
  });
}
