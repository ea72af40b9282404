import { toFailure, type Failure, type ConsoleParticipant } from '@wandcast/protocol';
import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue';
import type { Console } from '../../connection/useConsole';
import { withParticipant } from '../../connection/run-state';

/** Everyone of the room, while somebody looks. */
export interface People {
  /** In the order in which they came; undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly ConsoleParticipant[] | undefined>>;
  /** Why the last question was not answered; what was heard before stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Shows someone as they are now, not waiting for the next list. */
  put(person: ConsoleParticipant): void;
}

/** Least time between two questions, ms: a list of five hundred is a hundred kilobytes. */
const ASK_EVERY_MS = 2_000;

export function usePeople(desk: Console): People {
  const list = shallowRef<readonly ConsoleParticipant[]>();
  const failure = shallowRef<Failure>();
  let asking = false;
  let stale = false;
  let askedAt = -ASK_EVERY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks as soon as it may: when nobody looks, when somebody looks again. */
  function want(): void {
    stale = true;
    if (asking || timer !== undefined || document.hidden || desk.link.value.kind !== 'open') return;
    timer = setTimeout(() => void ask(), Math.max(0, askedAt + ASK_EVERY_MS - performance.now()));
  }
  async function ask(): Promise<void> {
    timer = undefined;
    [asking, stale, askedAt] = [true, false, performance.now()];
    try {
      const answer = await desk.people.list();
      if (answer.ok) list.value = answer.value;
      failure.value = answer.ok ? undefined : answer.failure;
    } catch {
      if (desk.link.value.kind === 'open')
        failure.value = { ...toFailure('internal'), message: 'The server did not say who is here.' };
      stale = true;
    } finally {
      asking = false;
    }
    if (stale) want();
  }
  watch(desk.people.changes, want);
  watch(desk.link, ({ kind }) => {
    if (kind === 'open') want();
  });
  const look = (): void => {
    if (!document.hidden && stale) want();
  };
  onMounted(() => {
    document.addEventListener('visibilitychange', look);
    want();
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(timer);
    timer = undefined;
  });
  return {
    list,
    failure,
    put: (person) => {
      if (list.value !== undefined) list.value = withParticipant(list.value, person);
    },
  };
}
