import type { EventWinners, Failure, ListedEvent } from '@wandcast/protocol';
import { computed, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** The events of this server, newest first, loaded page by page. */
export interface Evenings {
  /** Undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly ListedEvent[] | undefined>>;
  /** Events that are not loaded yet. */
  readonly older: ComputedRef<number>;
  /** Winners by event id; they arrive after the list. */
  readonly winners: Readonly<ShallowRef<ReadonlyMap<string, EventWinners['winners']>>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  /** Why the last request failed; the list stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Loads the first page again. */
  reload: () => void;
  /** Loads the next page. */
  more: () => void;
}

/** Events without those that another page already has. */
function withPage(before: readonly ListedEvent[], page: readonly ListedEvent[]): readonly ListedEvent[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...page.filter(({ id }) => !known.has(id))];
}

export function useEvenings(client: ConsoleClient): Evenings {
  const list = shallowRef<readonly ListedEvent[]>();
  const winners = shallowRef<ReadonlyMap<string, EventWinners['winners']>>(new Map());
  const total = shallowRef(0);
  const loading = shallowRef(false);
  const failure = shallowRef<Failure>();
  /** Increments with each reload, so that an older answer is ignored. */
  let load = 0;

  async function ask(before: string | null): Promise<void> {
    const own = before === null ? ++load : load;
    loading.value = true;
    try {
      const answer = await client.events.list(before);
      if (own !== load) return;
      failure.value = answer.ok ? undefined : answer.failure;
      if (!answer.ok) return;
      const { events } = answer.value;
      total.value = answer.value.total;
      list.value = before === null ? events : withPage(list.value ?? [], events);
      const played = events.filter(({ rounds }) => rounds > 0).map(({ id }) => id);
      if (played.length > 0) void askWinners(played);
    } catch {
      if (own === load && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    } finally {
      if (own === load) loading.value = false;
    }
  }
  async function askWinners(eventIds: string[]): Promise<void> {
    const answer = await client.events.winners(eventIds).catch(() => undefined); // the list shows dashes instead
    if (answer?.ok !== true) return;
    winners.value = new Map([...winners.value, ...answer.value.map((one) => [one.eventId, one.winners] as const)]);
  }
  const reload = (): void => void ask(null);

  onMounted(reload);
  watch([client.events.changes, () => client.state.value?.event.code], reload);
  watch(client.link, ({ kind }) => {
    if (kind === 'open') reload();
  });
  return {
    list,
    older: computed(() => Math.max(0, total.value - (list.value?.length ?? 0))),
    winners,
    loading,
    failure,
    reload,
    more: () => {
      const last = list.value?.at(-1);
      if (last !== undefined && !loading.value) void ask(last.id);
    },
  };
}
