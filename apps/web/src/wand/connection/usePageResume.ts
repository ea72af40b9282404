import { onBeforeUnmount } from 'vue';

/**
 * Calls `back` whenever the connection may have been lost silently: the page becomes visible, returns from the
 * back/forward cache, or the phone is online again.
 */
export function usePageResume(back: () => void): void {
  function seen(): void {
    if (document.visibilityState === 'visible') back();
  }
  function shown({ persisted }: PageTransitionEvent): void {
    if (persisted) seen();
  }
  document.addEventListener('visibilitychange', seen);
  document.addEventListener('resume', seen); // a frozen page may resume without having been hidden
  window.addEventListener('pageshow', shown);
  window.addEventListener('online', back);
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', seen);
    document.removeEventListener('resume', seen);
    window.removeEventListener('pageshow', shown);
    window.removeEventListener('online', back);
  });
}
