import type { QueuedCast, SimilarCast } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** Casts with a lower similarity, 0..1, look unrelated and are not shown. */
const MIN_SIMILARITY = 0.25;
/** A cast must be shown this long before similar ones are searched, ms: somebody who labels fast does not look at them. */
const SHOWN_MS = 250;

/** The labeled casts most similar to the shown one. */
export function useSimilarCasts(
  client: ConsoleClient,
  item: ComputedRef<QueuedCast | undefined>,
): Readonly<ShallowRef<readonly SimilarCast[]>> {
  const similar = shallowRef<readonly SimilarCast[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function load(castId: QueuedCast['picture']['castId']): Promise<void> {
    const answer = await client.queue.similar(castId).catch(() => undefined); // labeling works without them
    if (answer?.ok && castId === item.value?.picture.castId)
      similar.value = answer.value.filter(({ similarity }) => similarity >= MIN_SIMILARITY);
  }
  watch(
    () => item.value?.picture.castId,
    (castId) => {
      clearTimeout(timer);
      similar.value = [];
      if (castId !== undefined) timer = setTimeout(() => void load(castId), SHOWN_MS);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
  return similar;
}
