import type { Failure, ListedRoom } from '@wandcast/protocol';
import { computed, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** The rooms of this server, or its archived ones, oldest first, loaded page by page. */
export interface RoomListing {
  /** Undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly ListedRoom[] | undefined>>;
  /** Rooms that are not loaded yet. */
  readonly left: ComputedRef<number>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  /** Why the last request failed; the list stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Loads the pages again that are shown. */
  reload: () => void;
  /** Loads the next page. */
  more: () => void;
}

/** @param archived whether it lists the archived rooms instead */
export function useRooms(client: Pick<ConsoleClient, 'link' | 'rooms'>, archived: boolean): RoomListing {
  const list = shallowRef<readonly ListedRoom[]>();
  const total = shallowRef(0);
  const loading = shallowRef(false);
  const failure = shallowRef<Failure>();
  /** Increments with each request, so that an older answer is ignored. */
  let load = 0;

  /** Loads pages after those of `known` until there are `count` rooms, then shows all of them at once. */
  async function ask(known: readonly ListedRoom[], count: number): Promise<void> {
    const own = ++load;
    loading.value = true;
    try {
      let [rooms, isMore] = [known, true];
      while (isMore) {
        const answer = await client.rooms.list(archived, rooms.at(-1)?.id ?? null);
        if (own !== load) return;
        failure.value = answer.ok ? undefined : answer.failure;
        if (!answer.ok) return;
        total.value = answer.value.total;
        rooms = [...rooms, ...answer.value.rooms];
        isMore = rooms.length < count && answer.value.rooms.length > 0;
      }
      list.value = rooms;
    } catch {
      if (own === load && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    } finally {
      if (own === load) loading.value = false;
    }
  }
  const reload = (): void => void ask([], list.value?.length ?? 0);
  onMounted(reload);
  watch(client.rooms.changes, reload);
  watch(client.link, ({ kind }) => {
    if (kind === 'open') reload();
  });
  return {
    list,
    left: computed(() => Math.max(0, total.value - (list.value?.length ?? 0))),
    loading,
    failure,
    reload,
    more: () => {
      const known = list.value ?? [];
      if (known.length > 0 && !loading.value) void ask(known, known.length + 1);
    },
  };
}
