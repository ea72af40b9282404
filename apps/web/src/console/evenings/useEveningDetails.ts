import type { EventDetails, Failure } from '@wandcast/protocol';
import { shallowRef, watch, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { oneAtATime } from '../ui/one-at-a-time';

/** Details of evenings, loaded again after a reconnection and when one was deleted. */
export interface EveningDetails {
  /** In the order of the ids; undefined before the answer. */
  readonly details: Readonly<ShallowRef<readonly EventDetails[] | undefined>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  reload: () => void;
}

/** @param ids of the events to load */
export function useEveningDetails(client: ConsoleClient, ids: () => readonly string[]): EveningDetails {
  const details = shallowRef<readonly EventDetails[]>();
  const failure = shallowRef<Failure>();
  let load = 0;

  async function ask(): Promise<void> {
    const own = ++load;
    failure.value = undefined;
    try {
      const answers = await Promise.all(ids().map((id) => client.events.show(id)));
      if (own !== load) return;
      const failed = answers.find((answer) => !answer.ok);
      failure.value = failed?.ok === false ? failed.failure : undefined;
      details.value = failed ? undefined : answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    } catch {
      if (own === load && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    }
  }
  const reload = (): void => void ask();
  watch(
    () => ids().join(),
    () => {
      details.value = undefined;
      reload();
    },
    { immediate: true },
  );
  const refresh = oneAtATime(ask);
  watch([client.events.changes, () => client.state.value?.event.code], refresh);
  watch(client.link, ({ kind }) => {
    if (kind === 'open') refresh();
  });
  return { details, failure, reload };
}
