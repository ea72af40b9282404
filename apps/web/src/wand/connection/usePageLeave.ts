import { onBeforeUnmount, watch } from 'vue';

/**
 * What there is to do when the page goes: `closing` is called, and while `wouldLose` says so the browser asks first. It
 * asks at no other time: who leaves loses nothing.
 */
export function usePageLeave(wouldLose: () => boolean, closing: () => void): void {
  function ask(event: BeforeUnloadEvent): void {
    event.preventDefault();
  }
  // Only while it is needed: a listener alone keeps some browsers from caching the page.
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
