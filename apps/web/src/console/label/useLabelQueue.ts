import {
  MAX_QUEUE_TAKE,
  toFailure,
  type Answer,
  type CastId,
  type Failure,
  type QueuedCast,
  type QueueSlice,
  type QueueState,
} from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Console } from '../connection/useConsole';

export interface Queue {
  /** In the order they came; those that are named stay, to be gone back to. */
  readonly items: Readonly<ShallowRef<readonly QueuedCast[]>>;
  readonly state: Readonly<ShallowRef<QueueState | undefined>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Nothing more waits, as of the last look. */
  readonly isDry: Readonly<Ref<boolean>>;
  /** Takes more, where few are left to name. */
  fill: () => Promise<void>;
  /** The queue's other casts, of one kind or of all. */
  choose: (only: QueueSlice | null) => Promise<void>;
}

/** More is taken where fewer than so many are left: by the time they are named it is there. */
const FEW = 6;
/** Ms between looks at how far it is, while labels come in. */
const STATE_MS = 1_000;

/**
 * The queue of casts to label, some at a time, held for this moderator while they look at them.
 * @param left how many of the items are still to be named  @param keeps whether one must stay where it is
 */
export function useQueue(
  desk: Console,
  mayTake: boolean,
  left: (items: readonly QueuedCast[]) => number,
  keeps: (item: QueuedCast) => boolean,
): Queue {
  const items = shallowRef<readonly QueuedCast[]>([]);
  const state = shallowRef<QueueState>();
  const failure = shallowRef<Failure>();
  const isDry = shallowRef(false);
  const only = shallowRef<QueueSlice | null>(null);
  let taking: Promise<void> | undefined;

  async function asked<T>(answer: Promise<Answer<T>>): Promise<T | undefined> {
    try {
      const told = await answer;
      failure.value = told.ok ? undefined : told.failure;
      return told.ok ? told.value : undefined;
    } catch {
      if (desk.link.value.kind === 'open')
        failure.value = { ...toFailure('internal'), message: 'The server did not answer in time.' };
      return undefined;
    }
  }

  /** @returns whether more may be had */
  async function take(): Promise<boolean> {
    const except: CastId[] = items.value.slice(-500).map(({ picture }) => picture.castId);
    const taken = await asked(desk.queue.take({ count: MAX_QUEUE_TAKE, only: only.value, except }));
    if (taken === undefined) return false; // asked again when the connection is back
    const known = new Set(except);
    const fresh = taken.filter(({ picture }) => !known.has(picture.castId));
    items.value = [...items.value, ...fresh];
    isDry.value = fresh.length === 0;
    return !isDry.value;
  }
  /** Again and again, where what came was named by somebody else on its way. */
  async function takeEnough(): Promise<void> {
    while (left(items.value) < FEW && (await take()));
  }
  async function fill(): Promise<void> {
    if (!mayTake || isDry.value || left(items.value) >= FEW) return;
    taking ??= takeEnough().finally(() => (taking = undefined));
    await taking;
  }

  let looks = 0;
  async function look(): Promise<void> {
    const own = ++looks;
    const seen = await asked(desk.queue.show());
    if (seen !== undefined && own === looks) state.value = seen; // else a newer one is here, or on its way
  }
  /** At once, and after that no more often than STATE_MS, however many labels come in. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  function lookSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look();
    }, STATE_MS);
  }

  watch(
    () => desk.link.value.kind === 'open',
    (open) => {
      if (!open) return;
      void look();
      void fill();
    },
    { immediate: true },
  );
  watch([desk.labels, desk.queue.changes, () => desk.state.value?.counts.casts], lookSoon);
  watch(desk.queue.changes, () => {
    isDry.value = false; // the room has cast more
    items.value = items.value.filter((one) => one.guess !== null || keeps(one)); // the others come again, looked at
    void fill();
  });
  async function choose(next: QueueSlice | null): Promise<void> {
    only.value = next;
    await taking; // of the kind before
    items.value = [];
    isDry.value = false;
    await fill();
  }
  watch(
    () => desk.state.value?.event.code,
    () => void choose(null),
  );
  watch(desk.deleted, (gone) => {
    items.value = items.value.filter(({ picture }) => !gone.has(picture.castId));
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    if (mayTake) desk.queue.leave().catch(() => undefined); // they are free by themselves in two minutes
  });
  return { items, state, failure, isDry, fill, choose };
}
