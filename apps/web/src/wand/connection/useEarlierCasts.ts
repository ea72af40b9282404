import { onBeforeUnmount } from 'vue';
import { participantScope } from './pending-cast-store';
import { sendEarlierCasts } from './send-earlier-casts';

/**
 * Sends casts that this phone kept in other events, as long as the component is mounted.
 * @param key of the participant in the event `code`  @returns what begins it; to be called at every connection
 */
export function useEarlierCasts(code: string, key: string): () => void {
  const left = new AbortController();
  const refused = new Set<string>();
  let isSending = false;
  onBeforeUnmount(() => {
    left.abort();
  });
  return () => {
    if (isSending) return;
    isSending = true;
    sendEarlierCasts(participantScope(code, key), left.signal, refused)
      .catch(() => undefined) // the browser blocks its database, and keeps nothing there
      .finally(() => (isSending = false));
  };
}
