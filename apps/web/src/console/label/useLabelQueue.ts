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
import type { ConsoleClient } from '../connection/useConsoleClient';
import { texts } from '../texts/console-texts';

export interface Queue {
  /** In order of arrival; labeled ones stay, for going back. */
  readonly items: Readonly<ShallowRef<readonly QueuedCast[]>>;
  readonly state: Readonly<ShallowRef<QueueState | undefined>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** The server had no more casts. */
  readonly isDry: Readonly<Ref<boolean>>;
  /** Loads more if few are left. */
  fill: () => Promise<void>;
  /** Switches to one slice, or all. */
  choose: (only: QueueSlice | null) => Promise<void>;
}

/** Loads more if fewer are left: they arrive before those are labeled. */
const FEW = 6;
/** Minimum interval between progress requests, ms. */
const STATE_MS = 1_000;

/**
 * The queue of casts to label, loaded in batches and reserved for this moderator.
 * @param left how many of the items are unlabeled  @param keeps whether an item must stay
 */
export function useLabelQueue(
  client: ConsoleClient,
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
      if (client.link.value.kind === 'open')
        failure.value = { ...toFailure('internal'), message: texts().shell.noAnswer };
      return undefined;
    }
  }

  /** @returns whether there may be more */
  async function take(): Promise<boolean> {
    const except: CastId[] = items.value.slice(-500).map(({ picture }) => picture.castId);
    const taken = await asked(client.queue.take({ count: MAX_QUEUE_TAKE, only: only.value, except }));
    if (taken === undefined) return false; // retried after reconnecting
    const known = new Set(except);
    const fresh = taken.filter(({ picture }) => !known.has(picture.castId));
    items.value = [...items.value, ...fresh];
    isDry.value = fresh.length === 0;
    return !isDry.value;
  }
  /** Repeats if others labeled the casts meanwhile. */
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
    const seen = await asked(client.queue.show());
    if (seen !== undefined && own === looks) state.value = seen; // superseded otherwise
  }
  /** Throttles progress requests to one per STATE_MS. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  function lookSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look();
    }, STATE_MS);
  }

  watch(
    () => client.link.value.kind === 'open',
    (open) => {
      if (!open) return;
      void look();
      void fill();
    },
    { immediate: true },
  );
  watch([client.labels, client.queue.changes, () => client.state.value?.counts.casts], lookSoon);
  watch(client.queue.changes, () => {
    isDry.value = false; // new casts
    items.value = items.value.filter((one) => one.guess !== null || keeps(one)); // the others return with a prediction
    void fill();
  });
  async function choose(next: QueueSlice | null): Promise<void> {
    only.value = next;
    await taking; // of the previous slice
    items.value = [];
    isDry.value = false;
    await fill();
  }
  watch(
    () => client.state.value?.event.code,
    () => void choose(null),
  );
  watch(client.deleted, (gone) => {
    items.value = items.value.filter(({ picture }) => !gone.has(picture.castId));
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    if (mayTake) client.queue.leave().catch(() => undefined); // the server releases them after two minutes
  });
  return { items, state, failure, isDry, fill, choose };
}
