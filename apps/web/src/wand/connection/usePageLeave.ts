import { onBeforeUnmount, watch } from 'vue';

/**
 * Calls `closing` when the page closes. The browser asks for confirmation only while `wouldLose` returns true.
 */
export function usePageLeave(wouldLose: () => boolean, closing: () => void): void {
  function ask(event: BeforeUnloadEvent): void {
    event.preventDefault();
  }
  // Only while needed, because the listener disables the back/forward cache in some browsers.
  watch(wouldLose, (would) => {
    if (would) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
  window.addEventListener('pagehide', closing);
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', ask);
    window.removeEventListener('pagehide', closing);
  });
}
