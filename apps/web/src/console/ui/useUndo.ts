import type { Answer, CastId, Failure } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';

/** An action that can be undone. */
export interface UndoableAction {
  /** What was done, in the past tense. */
  readonly text: string;
  readonly undo: () => Promise<Answer<unknown>>;
  /** When the user acted, as `performance.now()`; now if undefined. Answers may arrive in another order. */
  readonly actedAt?: number;
  /** The casts whose labels it changed. Such actions are announced by their own screen, not by the toast. */
  readonly castIds?: readonly CastId[];
}

/** What the toast says: an action that Z undoes now, one that was just undone, or why undoing failed. */
export type UndoToast =
  | { readonly kind: 'offered'; readonly action: UndoableAction }
  | { readonly kind: 'undone'; readonly action: UndoableAction; readonly next: UndoableAction | undefined }
  | { readonly kind: 'failed'; readonly action: UndoableAction; readonly failure: Failure };

export interface Undo {
  /** Everything that this page did and can undo, in the order in which the user acted. */
  readonly stack: Readonly<ShallowRef<readonly UndoableAction[]>>;
  readonly toast: Readonly<ShallowRef<UndoToast | undefined>>;
  /** Adds an action that was done. */
  offer: (action: UndoableAction) => void;
  /** Casts whose labels were changed by actions that are too old to be undone. */
  readonly settled: Readonly<ShallowRef<ReadonlySet<CastId>>>;
  /** When the user did an action of the stack, as `performance.now()`. */
  actedAt: (action: UndoableAction) => number;
  /** Removes an action that turned out to have changed nothing. */
  withdraw: (action: UndoableAction) => void;
  /**
   * Undoes the newest action, in the order of the calls. If the user cannot see what it is, it is only named: the
   * next call undoes it.
   * @returns the action that is being undone, if any
   */
  undoLast: () => UndoableAction | undefined;
  /** What the key for undo does: `undoLast`, unless a screen replaces it. */
  press: () => void;
  /** Whether a screen has replaced it. */
  isReplaced: () => boolean;
  /** Replaces what the key does, until the calling component unmounts. */
  replace: (act: () => void) => void;
  /** Undoes the newest action if it changed labels. The label screen says what it was. */
  undoLabels: () => UndoableAction | undefined;
  dismiss: () => void;
  clear: () => void;
}

/** How long the toast stays, ms: long enough to notice the effect on the stage. */
const SHOWN_MS = 15_000;
/** Actions kept. */
const MAX_ACTIONS = 500;

/** One stack of everything that changed the room or its data, newest last. */
export function useUndo(): Undo {
  const stack = shallowRef<readonly UndoableAction[]>([]);
  const toast = shallowRef<UndoToast>();
  const settled = shallowRef<ReadonlySet<CastId>>(new Set());
  let replacement: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Undos run one after the other: each may depend on the one before it. */
  let tail: Promise<boolean> = Promise.resolve(true);
  let running = 0;
  /** When the user acted, and the number of the action among those of one moment. */
  const order = new WeakMap<UndoableAction, readonly [at: number, number: number]>();
  let actions = 0;

  function show(next: UndoToast | undefined): void {
    clearTimeout(timer);
    toast.value = next;
    // A failure stays until it is dismissed.
    if (next !== undefined && next.kind !== 'failed') timer = setTimeout(() => (toast.value = undefined), SHOWN_MS);
  }
  function withdraw(action: UndoableAction): void {
    stack.value = stack.value.filter((one) => one !== action);
    if (toast.value?.action === action && toast.value.kind === 'offered') show(undefined);
  }

  async function run(action: UndoableAction): Promise<boolean> {
    const failure = await failureOf(action);
    if (failure === undefined) {
      if (action.castIds === undefined) show({ kind: 'undone', action, next: stack.value.at(-1) });
      return true;
    }
    if (failure.code !== 'changed-meanwhile') put(action); // otherwise it would keep older ones from being undone
    show({ kind: 'failed', action, failure });
    return false;
  }
  /** Inserts an action after all that the user did before. */
  function put(action: UndoableAction): void {
    const [at, number] = order.get(action) ?? [0, 0];
    const place = stack.value.findLastIndex((one) => {
      const [before, other] = order.get(one) ?? [0, 0];
      return before < at || (before === at && other < number);
    });
    const all = stack.value.toSpliced(place + 1, 0, action);
    const old = all.slice(0, -MAX_ACTIONS).flatMap(({ castIds }) => castIds ?? []);
    if (old.length > 0) settled.value = new Set([...settled.value, ...old]);
    stack.value = all.slice(-MAX_ACTIONS);
  }
  function undoAction(action: UndoableAction): void {
    stack.value = stack.value.slice(0, -1);
    if (action.castIds !== undefined) {
      // The toast must not go on naming it: the next press undoes another one.
      if (toast.value !== undefined) show({ kind: 'undone', action, next: stack.value.at(-1) });
      void run(action); // labels are reverted at once and sent in order
      return;
    }
    const isFirst = running++ === 0;
    tail = tail
      .then((succeeded) => {
        if (isFirst || succeeded) return run(action);
        put(action); // a newer one could not be undone
        return false;
      })
      .finally(() => running--);
  }

  /** Undoes the newest action. After a failure, that may not be the one that the toast names. */
  function undoLast(): UndoableAction | undefined {
    const action = stack.value.at(-1);
    if (action === undefined) return undefined;
    if (toast.value === undefined || (toast.value.kind === 'failed' && toast.value.action !== action)) {
      show({ kind: 'offered', action });
      return undefined;
    }
    undoAction(action);
    return action;
  }

  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
  return {
    ...{ stack, toast, settled, withdraw, undoLast },
    press: () => {
      if (replacement === undefined) undoLast();
      else replacement();
    },
    isReplaced: () => replacement !== undefined,
    replace: (act) => {
      replacement = act;
      onBeforeUnmount(() => {
        if (replacement === act) replacement = undefined;
      });
    },
    actedAt: (action) => order.get(action)?.[0] ?? 0,
    offer: (action) => {
      order.set(action, [action.actedAt ?? performance.now(), actions++]);
      put(action);
      const last = stack.value.at(-1) ?? action; // Z undoes it, even if its answer arrived before
      show(action.castIds === undefined && last.castIds === undefined ? { kind: 'offered', action: last } : undefined);
    },
    undoLabels: () => {
      const action = stack.value.at(-1);
      if (action?.castIds === undefined) return undefined;
      undoAction(action);
      return action;
    },
    dismiss: () => {
      show(undefined);
    },
    clear: () => {
      stack.value = [];
      settled.value = new Set();
      show(undefined);
    },
  };
}

async function failureOf({ undo }: UndoableAction): Promise<Failure | undefined> {
  try {
    const answer = await undo();
    return answer.ok ? undefined : answer.failure;
  } catch {
    return noAnswerFailure();
  }
}
