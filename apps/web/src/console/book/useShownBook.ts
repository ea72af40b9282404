import type { Failure } from '@wandcast/protocol';
import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ClientState } from '../connection/client-state';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { openedBookOf } from './list/book-hash';
import type { ShownBook } from './list/shown-book';

/** The book named by the URL hash, or the one in use; loaded again whenever anyone changed it. */
export function useShownBook(
  state: () => ClientState,
  client: ConsoleClient,
): {
  readonly id: ComputedRef<string>;
  /** Undefined while it loads. */
  readonly shown: ComputedRef<ShownBook | undefined>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  readonly reload: () => void;
} {
  const opened = shallowRef(openedBookOf(location.hash));
  const failure = shallowRef<Failure>();
  const available = computed(() => state().books.list.filter(({ archived }) => !archived));
  const id = computed(() => {
    const { current } = state().books;
    return available.value.some((book) => book.id === opened.value) ? (opened.value ?? current) : current;
  });
  const isInUse = computed(() => id.value === state().books.current);
  const shown = computed((): ShownBook | undefined => {
    const name = state().books.list.find((book) => book.id === id.value)?.name ?? '';
    const { loaded } = client.spells;
    const lists = isInUse.value ? state() : loaded.value?.bookId === id.value ? loaded.value : undefined;
    return lists && { id: id.value, name, isInUse: isInUse.value, spells: lists.spells, removed: lists.removed };
  });

  async function load(bookId: string): Promise<void> {
    failure.value = undefined;
    try {
      const answer = await client.spells.load(bookId);
      if (!answer.ok && bookId === id.value) failure.value = answer.failure;
    } catch {
      if (bookId === id.value && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    }
  }
  function reload(): void {
    if (!isInUse.value) void load(id.value);
  }
  watch([id, isInUse], reload, { immediate: true });
  watch(client.spells.changed, ({ bookId }) => {
    if (bookId === null || bookId === id.value) reload();
  });
  watch(client.link, ({ kind }) => {
    if (kind === 'open') reload();
  });

  function readHash(): void {
    if (location.hash.startsWith('#book')) opened.value = openedBookOf(location.hash);
  }
  onMounted(() => {
    window.addEventListener('hashchange', readHash);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', readHash);
  });
  return { id, shown, failure, reload };
}
