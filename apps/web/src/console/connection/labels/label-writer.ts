import {
  toFailure,
  type Answer,
  type CastId,
  type CastLabel,
  type Failure,
  type LabeledCast,
} from '@wandcast/protocol';
import { computed, shallowRef, watch, type Ref } from 'vue';
import type { ConnectionState } from '../../../shared/connection/socket-connection';
import type { LabelConflict, LabelWrite, LabelWriter, RefusedLabels } from './label-write';
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
import { createPause } from './pause';
import { rereadLabels } from './reread-labels';

export type { LabelChange } from './pending-labels';
export type { LabelConflict, LabelWrite, LabelWriter, RefusedLabels } from './label-write';

/** How long to wait after the server said that it cannot store labels at the moment, ms. */
const RETRY_MS = 1_000;
/** How long to wait after lost answers on an open connection, ms: twice as long each time, up to a limit. */
const RESEND_MS = 250;
const LONGEST_RESEND_MS = 30_000;

/** Changes of casts, at most one a cast. */
interface Changes {
  readonly castIds: readonly CastId[];
  readonly isUndo: boolean;
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
 * @param mayUndo whether undos may be sent, see `useLabelLink`
 */
export function useLabelWriter(
  send: (labels: LabelChange[]) => Promise<Answer<readonly LabeledCast[]>>,
  link: Readonly<Ref<ConnectionState>>,
  me: () => string,
  isDeleted: (castId: CastId) => boolean = () => false,
  mayUndo: Readonly<Ref<boolean>> = shallowRef(true),
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

  /** @param isSameEvent whether this is a reconnection to the same event */
  async function welcomed(isSameEvent: boolean, read: Parameters<LabelWriter['welcomed']>[1]): Promise<boolean> {
    const before = stored.value;
    if (!isSameEvent) {
      conflicts.value = [];
      mine.clear();
    }
    const known = isSameEvent ? [...before] : [];
    const undone = isSameEvent ? pending.value.filter(({ isUndo }) => isUndo) : [];
    const { labels: current, areAll } = await rereadLabels(known, undone, read);
    const announced = [...stored.value].filter(([castId, label]) => before.get(castId) !== label); // meanwhile
    stored.value = new Map([...(areAll ? [] : known), ...current, ...announced]); // what is not known yet is read again
    return areAll;
  }

  /** Changes whose answer was lost: the server may have stored them. */
  const unanswered = new WeakSet<PendingLabel>();
  let isSending = false;
  /** Answers lost in a row. */
  let lost = 0;
  const pause = createPause();
  async function sendPending(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      // A refused message is split, so that one impossible change does not hold up the others.
      let limit: number | undefined;
      while (pending.value.length > 0 && link.value.kind === 'open') {
        const batch = nextBatch(pending.value, mayUndo.value, limit);
        if (batch.length === 0) return; // sent when undos may be
        const changes = batch.flatMap((one) => one.change() ?? []);
        const answer = changes.length === 0 ? ({ ok: true, value: [] } as const) : await answerTo(changes);
        if (answer === undefined) {
          for (const one of batch) unanswered.add(one);
          await pause.wait(Math.min(LONGEST_RESEND_MS, RESEND_MS * 2 ** lost++));
          continue; // sent again
        }
        lost = 0;
        delay.value = answer.ok || !answer.failure.mayRetry ? undefined : answer.failure;
        if (delay.value !== undefined) {
          await pause.wait(RETRY_MS);
          continue;
        }
        limit = !answer.ok && batch.length > 1 ? Math.ceil(batch.length / 2) : undefined;
        if (limit !== undefined) continue;
        const labeled = new Map(answer.ok ? answer.value.map((one) => [one.castId, one]) : []);
        const unknown = changes.filter(({ castId }) => !labeled.has(castId) && !isDeleted(castId)); // of an event that is over
        if (!answer.ok) refuse(answer.failure, batch.length);
        else if (unknown.length > 0) refuse(toFailure('cast-unknown'), unknown.length);
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
  watch(
    () => link.value.kind === 'open',
    (open) => {
      if (!open) return;
      lost = 0;
      pause.end(); // of the connection before
      void sendPending();
    },
  );

  watch(mayUndo, () => void sendPending());

  function enqueue({ castIds, isUndo, change, shown, seen, onSettled }: Changes): LabelWrite {
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
        ...{ castId, isUndo, shown: shown(castId), change: () => change(castId) },
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
      ...{ castIds, settled, changed: () => answers.size - unchanged.size },
      revert: () =>
        enqueue({
          ...{ castIds, isUndo: true },
          change: (castId) => {
            const [labeled, changed] = [answers.get(castId), change(castId)];
            if (labeled === undefined || changed === undefined || unchanged.has(castId)) return undefined;
            if (changed.kind !== 'unsure' && !isStill(labeled.label, stored.value.get(castId), me())) return undefined;
            return changeBack(labeled, changed.kind, me());
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
      ...{ castIds: [...wanted.keys()], isUndo: false, change: (castId) => wanted.get(castId), seen },
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
    ...{ labels, refused, delay, conflicts, write, receive, welcomed, dismissConflict },
    waiting: computed(() => pending.value.length),
    dismissRefused: () => (refused.value = undefined),
  };
}
