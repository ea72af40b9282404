import type { Answer, Failure } from '@wandcast/protocol';
import { computed, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef, type WatchSource } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { oneAtATime } from './one-at-a-time';

/** Entries of the server that are loaded page by page. */
export interface Pages<T> {
  /** Undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly T[] | undefined>>;
  /** Entries that are not loaded yet. */
  readonly left: ComputedRef<number>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  /** Why the last request failed; the list stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Loads the pages again that are shown. */
  reload: () => void;
  /** Loads the next page. */
  more: () => void;
}

/** An answer with a page, and the number of entries on all pages. */
export type PageAnswer<T> = Answer<{ readonly entries: readonly T[]; readonly total: number }>;

/**
 * @param request asks for the page after the entry with this id, for the first one if null
 * @param changes the pages that are shown are loaded again when one of these changes
 */
export function usePages<T extends { readonly id: string }>(
  link: ConsoleClient['link'],
  request: (after: string | null) => Promise<PageAnswer<T>>,
  changes: WatchSource[],
): Pages<T> {
  const list = shallowRef<readonly T[]>();
  const total = shallowRef(0);
  const loading = shallowRef(false);
  const failure = shallowRef<Failure>();
  /** Increments with each load, so that answers to an older one are ignored. */
  let load = 0;
  /** Entries that somebody wants to see. */
  let wanted = 0;

  /** Loads pages after those of `known` until there are the wanted entries, then shows all of them at once. */
  async function ask(known: readonly T[]): Promise<void> {
    const own = ++load;
    loading.value = true;
    try {
      let [entries, isMore] = [known, true];
      while (isMore) {
        const answer = await request(entries.at(-1)?.id ?? null);
        if (own !== load) return;
        failure.value = answer.ok ? undefined : answer.failure;
        if (!answer.ok) return;
        total.value = answer.value.total;
        entries = withPage(entries, answer.value.entries);
        isMore = entries.length < wanted && answer.value.entries.length > 0;
      }
      list.value = entries;
    } catch {
      if (own === load && link.value.kind === 'open') failure.value = noAnswerFailure();
    } finally {
      if (own === load) loading.value = false;
    }
  }
  const askAgain = (): Promise<void> => {
    wanted = Math.max(wanted, list.value?.length ?? 0);
    return ask([]);
  };
  const refresh = oneAtATime(askAgain);
  onMounted(refresh);
  watch(changes, refresh);
  watch(link, ({ kind }) => {
    if (kind === 'open') refresh();
  });
  return {
    list,
    left: computed(() => Math.max(0, total.value - (list.value?.length ?? 0))),
    loading,
    failure,
    reload: () => void askAgain(),
    more: () => {
      const known = list.value ?? [];
      if (known.length === 0) return;
      wanted = known.length + 1;
      if (!loading.value) void ask(known); // else the load that is under way goes that far
    },
  };
}

/** Entries without those that another page already has. */
function withPage<T extends { readonly id: string }>(before: readonly T[], page: readonly T[]): readonly T[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...page.filter(({ id }) => !known.has(id))];
}
