import { MAX_EVENTS_LISTED, type EventWinners, type ListedEvent } from '@wandcast/protocol';
import { shallowRef, watch, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { usePages, type PageAnswer, type Pages } from '../ui/usePages';

/** The events of this server, newest first. */
export interface Evenings extends Pages<ListedEvent> {
  /** Winners by event id; they arrive after the list. */
  readonly winners: Readonly<ShallowRef<ReadonlyMap<string, EventWinners['winners']>>>;
  /** Evenings are deleted when they have been over for this long, days; null if never. */
  readonly keepDays: Readonly<ShallowRef<number | null>>;
}

export function useEvenings(client: Pick<ConsoleClient, 'events' | 'link' | 'state'>): Evenings {
  const winners = shallowRef<ReadonlyMap<string, EventWinners['winners']>>(new Map());
  /** Events that were over when their winners were asked for, which therefore stay. */
  const decided = new Set<string>();
  const keepDays = shallowRef<number | null>(null);

  async function request(before: string | null): Promise<PageAnswer<ListedEvent>> {
    const answer = await client.events.list(before);
    if (!answer.ok) return answer;
    const { events: entries, total } = answer.value;
    keepDays.value = answer.value.keepDays;
    return { ok: true, value: { entries, total } };
  }
  async function askWinners(events: readonly ListedEvent[]): Promise<void> {
    const answer = await client.events.winners(events.map(({ id }) => id)).catch(() => undefined); // the list shows dashes instead
    if (answer?.ok !== true) return;
    const news = answer.value.filter(({ eventId }) => !decided.has(eventId));
    winners.value = new Map([...winners.value, ...news.map((one) => [one.eventId, one.winners] as const)]);
    for (const { id, isCurrent } of events) if (!isCurrent) decided.add(id);
  }
  const pages = usePages(client.link, request, [client.events.changes, () => client.state.value?.event.code]);
  watch(pages.list, (events = []) => {
    const unknown = events.filter(({ id, rounds }) => rounds > 0 && !decided.has(id));
    for (let i = 0; i < unknown.length; i += MAX_EVENTS_LISTED)
      void askWinners(unknown.slice(i, i + MAX_EVENTS_LISTED));
  });
  return { ...pages, winners, keepDays };
}
