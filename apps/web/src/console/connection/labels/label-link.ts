import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { ConnectionState } from '../../../shared/connection/socket-connection';

/** How long to wait after labels could not be read, ms: twice as long each time, up to a limit. */
const REREAD_MS = 1_000;
const LONGEST_REREAD_MS = 30_000;

/** Whether an undo may be sent. */
export interface LabelLink {
  /** Whether the labels are known that others gave while this page was not connected. */
  readonly isCurrent: ComputedRef<boolean>;
  /** @param read reads the labels that may have changed; resolves to whether it could. Called until it does. */
  readonly welcomed: (read: () => Promise<boolean>) => void;
}

/**
 * Holds undos back after a reconnection until the labels are known that others gave meanwhile: one that was waiting would
 * take back a newer label of someone else.
 */
export function useLabelLink(link: Readonly<Ref<ConnectionState>>): LabelLink {
  const connections = shallowRef(0);
  const current = shallowRef<number>();
  watch(
    link,
    ({ kind }) => {
      if (kind !== 'open') connections.value++;
    },
    { flush: 'sync' },
  );
  async function readAll(connection: number, read: () => Promise<boolean>): Promise<void> {
    for (let ms = REREAD_MS; connection === connections.value; ms = Math.min(2 * ms, LONGEST_REREAD_MS)) {
      if (await read().catch(() => false)) break;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    if (connection === connections.value) current.value = connection;
  }
  return {
    isCurrent: computed(() => current.value === connections.value),
    welcomed: (read) => void readAll(connections.value, read),
  };
}
