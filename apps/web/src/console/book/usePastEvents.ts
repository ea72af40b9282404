import type { ListedEvent } from '@wandcast/protocol';
import { onMounted, shallowRef, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** The newest past events; empty until they arrive, or if they cannot be loaded: they are only offered as a choice. */
export function usePastEvents(client: ConsoleClient): Readonly<ShallowRef<readonly ListedEvent[]>> {
  const events = shallowRef<readonly ListedEvent[]>([]);
  onMounted(async () => {
    const answer = await client.events.list(null).catch(() => undefined);
    if (answer?.ok === true)
      events.value = answer.value.events.filter(({ isCurrent, deletedAt }) => !isCurrent && deletedAt === null);
  });
  return events;
}
