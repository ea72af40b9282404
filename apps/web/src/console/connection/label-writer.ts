import {
  toFailure,
  type Answer,
  type CastId,
  type CastLabel,
  type Failure,
  type LabeledCast,
} from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { ConnectionState } from '../../shared/connection/socket-connection';
import {
  changeBack,
  expectedLabel,
  isStill,
  nextBatch,
  withPending,
  type LabelChange,
  type PendingLabel,
  type ShownLabel,
} from './pending-labels';

/** Several changes that are undone together. */
export interface LabelWrite {
  readonly castIds: readonly CastId[];
  /** The changed casts, with the labels that undo restores, once the server has answered for all. */
  readonly settled: Promise<readonly LabeledCast[]>;
  /** Restores the labels that these casts had before, as far as they were changed. */
  revert(): LabelWrite;
}

/** A label of this member that differs from one that another member gave at about the same time. */
export interface LabelConflict {
  readonly castId: CastId;
  readonly mine: CastLabel;
  readonly theirs: CastLabel;
  /** Whether the other member's label was stored later, so that it is the current one. */
  readonly isTheirsCurrent: boolean;
}

/** Labels that the server refused. They stay until somebody has read why. */
export interface RefusedLabels {
  readonly failure: Failure;
  readonly casts: number;
}

export type { LabelChange } from './pending-labels';

/** How long to wait after the server said that it cannot store labels at the moment, ms. */
const RETRY_MS = 1_000;

export interface LabelWriter {
  /** Labels changed since this page was opened, by anyone, with pending changes; null if a label was withdrawn. */
  readonly labels: ComputedRef<ReadonlyMap<CastId, CastLabel | null>>;
  /** Number of changes that the server has not confirmed. */
  readonly waiting: ComputedRef<number>;
  /** Why the server cannot store them at the moment. They are sent again. */
  readonly delay: Readonly<ShallowRef<Failure | undefined>>;
  readonly refused: Readonly<ShallowRef<RefusedLabels | undefined>>;
  readonly conflicts: Readonly<ShallowRef<readonly LabelConflict[]>>;
  /** @param shown the label that the member saw, if the page did not get it as a change */
  readonly write: (changes: readonly LabelChange[], shown?: CastLabel | null) => LabelWrite;
  readonly dismissRefused: () => void;
  readonly dismissConflict: (castId: CastId) => void;
  /** Stores labels that the server announced. */
  readonly receive: (changed: readonly { readonly castId: CastId; readonly label: CastLabel | null }[]) => void;
}

/** Changes of casts, at most one a cast. */
interface Changes {
  readonly castIds: readonly CastId[];
  /** What to send; undefined for nothing. */
  readonly change: (castId: CastId) => LabelChange | undefined;
  readonly shown: (castId: CastId) => ShownLabel;
  /** The label that the member saw before; undefined if the page does not know it. */
  readonly seen: (castId: CastId) => CastLabel | null | undefined;
  readonly onSettled: (labeled: LabeledCast) => void;
}

/**
 * Writes labels in the order of the key presses. Pages show a label at once; the writer sends it as soon as it can, over
 * and over again until the server answers. The server ignores repetitions.
 * @param send rejects if no answer arrives  @param me the member's name
 * @param isDeleted whether a cast was deleted, so that nobody needs to know that its label was not stored
 */
export function useLabelWriter(
  send: (labels: LabelChange[]) => Promise<Answer<readonly LabeledCast[]>>,
  link: Readonly<Ref<ConnectionState>>,
  me: () => string,
  isDeleted: (castId: CastId) => boolean = () => false,
): LabelWriter {
  const stored = shallowRef<ReadonlyMap<CastId, CastLabel | null>>(new Map());
  const pending = shallowRef<readonly PendingLabel[]>([]);
  const refused = shallowRef<RefusedLabels>();
  const delay = shallowRef<Failure>();
  const conflicts = shallowRef<readonly LabelConflict[]>([]);
  const labels = computed(() => withPending(stored.value, pending.value));
  /** The newest label that this member gave each cast here. */
  const mine = new Map<CastId, CastLabel | null>();

  function refuse(failure: Failure, casts: number): void {
    refused.value = { failure, casts: (refused.value?.casts ?? 0) + casts };
  }
  function addConflict(castId: CastId, own: CastLabel, theirs: CastLabel, isTheirsCurrent: boolean): void {
    const others = conflicts.value.filter((one) => one.castId !== castId);
    conflicts.value = [...others, { castId, mine: own, theirs, isTheirsCurrent }];
  }
  function dismissConflict(castId: CastId): void {
    if (conflicts.value.some((one) => one.castId === castId))
      conflicts.value = conflicts.value.filter((one) => one.castId !== castId);
  }

  function receive(changed: Parameters<LabelWriter['receive']>[0]): void {
    stored.value = new Map([...stored.value, ...changed.map(({ castId, label }) => [castId, label] as const)]);
    for (const { castId, label } of changed) {
      const own = mine.get(castId);
      if (own == null || label === null || label.by === me()) continue;
      if (own.spell !== label.spell) addConflict(castId, own, label, true);
      else dismissConflict(castId);
    }
  }

  /** Stores answered labels, unless newer ones were announced already. */
  function keep(labeled: readonly LabeledCast[]): void {
    const next = new Map(stored.value);
    for (const { castId, label } of labeled)
      if (label === null || (next.get(castId)?.at ?? 0) < label.at) next.set(castId, label);
    stored.value = next;
  }

  /** Changes whose answer was lost: the server may have stored them. */
  const unanswered = new WeakSet<PendingLabel>();
  let isSending = false;
  async function sendPending(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      // A refused message is split, so that one impossible change does not hold up the others.
      let limit: number | undefined;
      while (pending.value.length > 0 && link.value.kind === 'open') {
        const batch = nextBatch(pending.value, limit);
        const changes = batch.flatMap((one) => one.change() ?? []);
        const answer = changes.length === 0 ? ({ ok: true, value: [] } as const) : await answerTo(changes);
        if (answer === undefined) {
          for (const one of batch) unanswered.add(one);
          continue; // sent again
        }
        delay.value = answer.ok || !answer.failure.mayRetry ? undefined : answer.failure;
        if (delay.value !== undefined) {
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
          continue;
        }
        limit = !answer.ok && batch.length > 1 ? Math.ceil(batch.length / 2) : undefined;
        if (limit !== undefined) continue;
        const labeled = new Map(answer.ok ? answer.value.map((one) => [one.castId, one]) : []);
        const lost = changes.filter(({ castId }) => !labeled.has(castId) && !isDeleted(castId)); // of an event that is over
        if (!answer.ok) refuse(answer.failure, batch.length);
        else if (lost.length > 0) refuse(toFailure('cast-unknown'), lost.length);
        keep([...labeled.values()]);
        pending.value = pending.value.slice(batch.length);
        for (const one of batch) one.settle(labeled.get(one.castId), unanswered.has(one));
      }
    } finally {
      isSending = false;
    }
  }
  async function answerTo(changes: LabelChange[]): Promise<Answer<readonly LabeledCast[]> | undefined> {
    try {
      return await send(changes);
    } catch {
      return undefined;
    }
  }
  watch(() => link.value.kind === 'open', (open) => open && void sendPending()); // prettier-ignore

  function enqueue({ castIds, change, shown, seen, onSettled }: Changes): LabelWrite {
    const answers = new Map<CastId, LabeledCast>();
    /** Casts that had this label already. */
    const unchanged = new Set<CastId>();
    let left = castIds.length;
    let resolve: (labeled: readonly LabeledCast[]) => void = () => undefined;
    const settled = new Promise<readonly LabeledCast[]>((done) => (resolve = done));
    if (left === 0) resolve([]);
    pending.value = [
      ...pending.value,
      ...castIds.map((castId): PendingLabel => ({
        ...{ castId, shown: shown(castId), change: () => change(castId) },
        settle: (labeled, isResent) => {
          if (labeled !== undefined) {
            if (labeled.repeated && !isResent) unchanged.add(castId);
            answers.set(castId, labeled);
            onSettled(labeled);
          }
          if (--left === 0) resolve([...answers.values()]);
        },
      })),
    ];
    void sendPending();
    return {
      ...{ castIds, settled },
      revert: () =>
        enqueue({
          castIds,
          change: (castId) => {
            const [labeled, changed] = [answers.get(castId), change(castId)];
            if (labeled === undefined || changed === undefined || unchanged.has(castId)) return undefined;
            if (changed.kind !== 'unsure' && !isStill(labeled.label, stored.value.get(castId), me())) return undefined;
            return changeBack(labeled, changed.kind);
          },
          shown: (castId) => {
            const label = seen(castId);
            return label === undefined ? 'stored' : label;
          },
          seen: () => undefined,
          onSettled: ({ castId, label }) => {
            mine.set(castId, label);
            dismissConflict(castId);
          },
        }),
    };
  }

  function write(changes: readonly LabelChange[], shown?: CastLabel | null): LabelWrite {
    const wanted = new Map(changes.map((one) => [one.castId, one]));
    const at = Date.now();
    const known = labels.value;
    const seen = (castId: CastId): CastLabel | null | undefined => (known.has(castId) ? known.get(castId) : shown);
    return enqueue({
      ...{ castIds: [...wanted.keys()], change: (castId) => wanted.get(castId), seen },
      shown: (castId) => {
        const change = wanted.get(castId);
        return change && expectedLabel(change, me(), at);
      },
      onSettled: ({ castId, label, before }) => {
        mine.set(castId, label);
        if (label === null || before === null || before.by === me() || before.spell === label.spell) return;
        const beforeWrite = seen(castId);
        if (beforeWrite !== undefined && before.at !== beforeWrite?.at) addConflict(castId, label, before, false);
      },
    });
  }

  return {
    ...{ labels, refused, delay, conflicts, write, receive, dismissConflict },
    waiting: computed(() => pending.value.length),
    dismissRefused: () => (refused.value = undefined),
  };
}
