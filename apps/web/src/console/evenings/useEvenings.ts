import { MAX_EVENTS_LISTED, type EventWinners, type Failure, type ListedEvent } from '@wandcast/protocol';
import { computed, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { oneAtATime } from './one-at-a-time';

/** The events of this server, newest first, loaded page by page. */
export interface Evenings {
  /** Undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly ListedEvent[] | undefined>>;
  /** Events that are not loaded yet. */
  readonly older: ComputedRef<number>;
  /** Winners by event id; they arrive after the list. */
  readonly winners: Readonly<ShallowRef<ReadonlyMap<string, EventWinners['winners']>>>;
  /** Evenings are deleted when they have been over for this long, days; null if never. */
  readonly keepDays: Readonly<ShallowRef<number | null>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  /** Why the last request failed; the list stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Loads the pages again that are shown. */
  reload: () => void;
  /** Loads the next page. */
  more: () => void;
}

/** Events without those that another page already has. */
function withPage(before: readonly ListedEvent[], page: readonly ListedEvent[]): readonly ListedEvent[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...page.filter(({ id }) => !known.has(id))];
}

export function useEvenings(client: Pick<ConsoleClient, 'events' | 'link' | 'state'>): Evenings {
  const list = shallowRef<readonly ListedEvent[]>();
  const winners = shallowRef<ReadonlyMap<string, EventWinners['winners']>>(new Map());
  /** Events that were over when their winners were asked for, which therefore stay. */
  const decided = new Set<string>();
  const total = shallowRef(0);
  const keepDays = shallowRef<number | null>(null);
  const loading = shallowRef(false);
  const failure = shallowRef<Failure>();
  /** Increments with each request, so that an older answer is ignored. */
  let load = 0;
  /** Events that somebody wants to see. */
  let wanted = 0;

  /** Loads pages after those of `known` until there are the wanted events, then shows all of them at once. */
  async function ask(known: readonly ListedEvent[]): Promise<void> {
    const own = ++load;
    loading.value = true;
    try {
      let [events, isMore] = [known, true];
      while (isMore) {
        const answer = await client.events.list(events.at(-1)?.id ?? null);
        if (own !== load) return;
        failure.value = answer.ok ? undefined : answer.failure;
        if (!answer.ok) return;
        total.value = answer.value.total;
        keepDays.value = answer.value.keepDays;
        events = withPage(events, answer.value.events);
        isMore = events.length < wanted && answer.value.events.length > 0;
      }
      list.value = events;
      const unknown = events.filter(({ id, rounds }) => rounds > 0 && !decided.has(id));
      for (let i = 0; i < unknown.length; i += MAX_EVENTS_LISTED)
        void askWinners(unknown.slice(i, i + MAX_EVENTS_LISTED));
    } catch {
      if (own === load && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    } finally {
      if (own === load) loading.value = false;
    }
  }
  async function askWinners(events: readonly ListedEvent[]): Promise<void> {
    const answer = await client.events.winners(events.map(({ id }) => id)).catch(() => undefined); // the list shows dashes instead
    if (answer?.ok !== true) return;
    const news = answer.value.filter(({ eventId }) => !decided.has(eventId));
    winners.value = new Map([...winners.value, ...news.map((one) => [one.eventId, one.winners] as const)]);
    for (const { id, isCurrent } of events) if (!isCurrent) decided.add(id);
  }
  const askAgain = (): Promise<void> => {
    wanted = Math.max(wanted, list.value?.length ?? 0);
    return ask([]);
  };
  const refresh = oneAtATime(askAgain);
  onMounted(refresh);
  watch([client.events.changes, () => client.state.value?.event.code], refresh);
  watch(client.link, ({ kind }) => {
    if (kind === 'open') refresh();
  });
  return {
    list,
    older: computed(() => Math.max(0, total.value - (list.value?.length ?? 0))),
    winners,
    keepDays,
    loading,
    failure,
    reload: () => void askAgain(),
    more: () => {
      const known = list.value ?? [];
      if (known.length === 0) return;
      wanted = known.length + 1;
      if (!loading.value) void ask(known); // else the request that is under way loads it too
    },
  };
}
