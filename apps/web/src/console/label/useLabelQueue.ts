import {
  MAX_QUEUE_TAKE,
  type Answer,
  type CastId,
  type Failure,
  type FromConsole,
  type QueuedCast,
  type QueueState,
} from '@wandcast/protocol';
import { computed, onBeforeUnmount, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { createLabelingRate } from './labeling-rate';

/** Which casts to label. */
export type QueueFilter = Pick<FromConsole<'queue:take'>, 'only' | 'person' | 'spell'>;

export const everything: QueueFilter = { only: null, person: null, spell: null };

interface Queue {
  /** In order of arrival, including labeled ones, to go back to. */
  readonly items: ComputedRef<readonly QueuedCast[]>;
  readonly state: Readonly<ShallowRef<QueueState | undefined>>;
  readonly filter: Readonly<ShallowRef<QueueFilter>>;
  /** Why no casts could be loaded. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** The server has no more casts. */
  readonly isExhausted: Readonly<Ref<boolean>>;
  /** Loads casts again after a failure. */
  retry: () => void;
  /** Loads more casts if few are left. */
  fill: () => Promise<void>;
  /** Counts a label, to load casts as fast as they are labeled. */
  countLabel: () => void;
  choose: (filter: QueueFilter) => Promise<void>;
}

/** Casts to reserve at first: others may want to label too. */
const FIRST_TAKE = 20;
/** Most casts that a request names as known. */
const MAX_EXCEPT = 500;
/** Minimum interval between progress requests, ms. */
const STATE_MS = 1_000;

/**
 * The queue of casts to label, loaded in batches and reserved for this moderator.
 * @param mayTake whether the member may label, which may change  @param left how many of the items are unlabeled  @param keeps whether an item must stay
 */
export function useLabelQueue(
  client: ConsoleClient,
  mayTake: () => boolean,
  left: (items: readonly QueuedCast[]) => number,
  keeps: (item: QueuedCast) => boolean,
): Queue {
  const taken = shallowRef<readonly QueuedCast[]>([]);
  /** A trimmed cast is deleted, and comes back to its place if that is undone. */
  const items = computed(() => taken.value.filter(({ picture }) => !client.deleted.value.has(picture.castId)));
  const state = shallowRef<QueueState>();
  const failure = shallowRef<Failure>();
  const isExhausted = shallowRef(false);
  const filter = shallowRef(everything);
  const rate = createLabelingRate();
  let taking: Promise<void> | undefined;

  /** The value of an answer with casts; undefined after a failure, which is stored. */
  async function castsOf(pending: Promise<Answer<readonly QueuedCast[]>>): Promise<readonly QueuedCast[] | undefined> {
    try {
      const answer = await pending;
      failure.value = answer.ok ? undefined : answer.failure;
      return answer.ok ? answer.value : undefined;
    } catch {
      if (client.link.value.kind === 'open') failure.value = noAnswerFailure();
      return undefined;
    }
  }

  /** @returns whether there may be more */
  async function take(): Promise<boolean> {
    const shown: CastId[] = taken.value.map(({ picture }) => picture.castId);
    const except = shown.slice(-MAX_EXCEPT);
    const wanted = filter.value;
    const count = Math.min(MAX_QUEUE_TAKE, Math.max(FIRST_TAKE, rate.wantedAhead()));
    const answer = await castsOf(client.queue.take({ count, ...wanted, except }));
    if (answer === undefined || wanted !== filter.value) return false; // retried after reconnecting, or replaced
    const known = new Set(shown);
    const fresh = answer.filter(({ picture }) => !known.has(picture.castId));
    taken.value = [...taken.value, ...fresh];
    isExhausted.value = fresh.length === 0;
    return !isExhausted.value;
  }
  const isShort = (): boolean => left(items.value) < rate.wantedAhead();
  /** Takes repeatedly, because others may label taken casts meanwhile. */
  async function takeEnough(): Promise<void> {
    while (isShort() && (await take()));
  }
  async function fill(): Promise<void> {
    if (!mayTake() || isExhausted.value || !isShort()) return;
    taking ??= takeEnough().finally(() => (taking = undefined));
    await taking;
  }

  /** Counting a large evening takes longer than STATE_MS, so the next request waits for the answer. */
  let isLoadingState = false;
  let isStateOld = false;
  async function loadState(): Promise<void> {
    isStateOld = isLoadingState;
    if (isLoadingState) return;
    isLoadingState = true;
    const answer = await client.queue.show().catch(() => undefined); // after a failure the last figures stay
    isLoadingState = false;
    if (answer?.ok === true) state.value = answer.value;
    if (isStateOld) loadStateSoon();
  }
  /** Throttles progress requests to one per STATE_MS. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;
  function loadStateSoon(): void {
    if (isEnded) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void loadState();
    }, STATE_MS);
  }

  watch(
    [() => client.link.value.kind === 'open', mayTake],
    ([open]) => {
      if (!open) return;
      void fill().then(loadState); // counting all casts would delay the first ones
    },
    { immediate: true },
  );
  watch([client.labels, client.queue.changes, () => client.state.value?.counts.casts], loadStateSoon);
  watch(client.queue.changes, () => {
    isExhausted.value = false; // new casts
    const isDeleted = ({ picture }: QueuedCast): boolean => client.deleted.value.has(picture.castId);
    taken.value = taken.value.filter((one) => one.guess !== null || isDeleted(one) || keeps(one)); // the others are taken again, with a prediction
    void fill();
  });
  async function choose(next: QueueFilter): Promise<void> {
    filter.value = { ...next };
    taken.value = [];
    isExhausted.value = false;
    await taking; // of the previous filter
    await fill();
  }
  watch(
    () => client.state.value?.event.code,
    () => void choose(everything),
  );
  onBeforeUnmount(() => {
    isEnded = true;
    clearTimeout(timer);
    if (mayTake()) client.queue.leave().catch(() => undefined); // the server releases them after two minutes
  });
  function retry(): void {
    failure.value = undefined;
    void fill();
  }
  return { items, state, filter, failure, isExhausted, retry, fill, countLabel: rate.count, choose };
}
