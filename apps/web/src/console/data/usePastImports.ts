import type { Failure, PastImport } from '@wandcast/protocol';
import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** The finished imports of the event, loaded again when an import ends, is removed, or the event changes. */
export interface PastImports {
  /** Newest first; undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly PastImport[] | undefined>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  reload: () => void;
}

/** Delay before loading again, ms. */
const RELOAD_MS = 300;

export function usePastImports(client: ConsoleClient): PastImports {
  const list = shallowRef<readonly PastImport[]>();
  const failure = shallowRef<Failure>();
  let load = 0;

  async function ask(): Promise<void> {
    const own = ++load;
    try {
      const answer = await client.imports.list();
      if (own !== load) return;
      failure.value = answer.ok ? undefined : answer.failure;
      if (answer.ok) list.value = answer.value;
    } catch {
      if (own === load && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    }
  }
  const reload = (): void => void ask();
  const finished = (): string => {
    const current = client.state.value?.import;
    return `${client.state.value?.event.code} ${current?.id} ${current?.state.stage}`;
  };
  onMounted(reload);
  watch(finished, reload);
  // Removed and restored, here or by somebody else: announced in several messages.
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(client.deleted, () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      reload();
    }, RELOAD_MS);
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
  watch(client.link, ({ kind }) => {
    if (kind === 'open') reload();
  });
  return { list, failure, reload };
}
