import {
  toFailure,
  type CastId,
  type CastPicture,
  type Failure,
  type LabeledCast,
  type Spell,
} from '@wandcast/protocol';
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { ConsoleClient, LabelChange } from '../connection/useConsoleClient';
import { revertChange, overtakenText, secondLookText, currentLabelOf, type CurrentLabel } from './label-text';
import { texts } from '../texts/console-texts';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Labels per message: stays below MAX_MESSAGE_BYTES even with the longest spell ids. */
const BATCH_SIZE = 500;

export interface Labeling {
  readonly failure: Readonly<Ref<Failure | undefined>>;
  /** Text about another person's label a moment before. */
  readonly overtaken: Readonly<Ref<string | undefined>>;
  /** Casts labeled here, without undone ones. */
  readonly changed: ComputedRef<number>;
  /** The current label of a cast. */
  currentLabel: (picture: CastPicture) => CurrentLabel;
  /** @param blind another person's label was hidden @returns whether it succeeded */
  apply: (picture: CastPicture, said: LabelChange, blind?: boolean) => Promise<boolean>;
  /** Labels many casts in batches, as one undoable change. @returns how many were labeled */
  applyAll: (said: readonly LabelChange[]) => Promise<number>;
  /** Progress of that, or of undoing it; undefined while idle. */
  readonly progress: Readonly<Ref<Progress | undefined>>;
  /** Number of undoable changes. */
  readonly undoable: ComputedRef<number>;
  /** Undoes the last change; can be repeated. @returns its first cast */
  undo: () => Promise<CastId | undefined>;
}

/** Labels casts, with undo. */
export function useLabeling(client: ConsoleClient, spells: () => readonly Spell[]): Labeling {
  const failure = shallowRef<Failure>();
  const overtaken = shallowRef<string>();
  const progress = shallowRef<Progress>();
  /** Undo stack, newest last. */
  const given = shallowRef<readonly (readonly LabeledCast[])[]>([]);

  /** Changes run in the order of the key presses, so that undo reverts the last. */
  let turn: Promise<unknown> = Promise.resolve();
  function enqueue<T>(act: () => Promise<T>): Promise<T> {
    const next = turn.then(act);
    turn = next;
    return next;
  }

  async function send(said: readonly LabelChange[]): Promise<readonly LabeledCast[]> {
    failure.value = undefined;
    overtaken.value = undefined;
    try {
      const answer = await client.labelCasts([...said]);
      if (answer.ok) return answer.value;
      failure.value = answer.failure;
    } catch {
      failure.value = {
        ...toFailure('internal'),
        message: texts().label.noAnswer,
      };
    }
    return [];
  }

  /** Sends batches until one fails. @returns those that were labeled */
  async function sendAll(said: readonly LabelChange[]): Promise<LabeledCast[]> {
    const labeled: LabeledCast[] = [];
    for (let at = 0; at < said.length && (at === 0 || failure.value === undefined); at += BATCH_SIZE) {
      if (said.length > BATCH_SIZE) progress.value = { done: at, total: said.length };
      labeled.push(...(await send(said.slice(at, at + BATCH_SIZE))));
    }
    progress.value = undefined;
    if (failure.value !== undefined && labeled.length > 0)
      failure.value = { ...failure.value, message: partly(labeled.length) };
    return labeled;
  }

  function currentLabel(picture: CastPicture): CurrentLabel {
    const heard = client.labels.value.get(picture.castId);
    return currentLabelOf(picture, heard === undefined ? picture.label : heard, spells());
  }

  return {
    failure,
    overtaken,
    progress,
    changed: computed(() => new Set(given.value.flat().map(({ castId }) => castId)).size),
    undoable: computed(() => given.value.length),
    currentLabel,
    apply: (picture, said, blind = false) =>
      enqueue(async () => {
        const seen = currentLabel(picture).label;
        const [labeled] = await send([said]);
        if (labeled === undefined) return false;
        given.value = [...given.value, [labeled]];
        overtaken.value = blind ? secondLookText(labeled, spells()) : overtakenText(seen, labeled.before, spells());
        return true;
      }),
    applyAll: (said) =>
      enqueue(async () => {
        const labeled = await sendAll(said);
        if (labeled.length > 0) given.value = [...given.value, labeled];
        return labeled.length;
      }),
    undo: () =>
      enqueue(async () => {
        const last = given.value.at(-1);
        if (last === undefined) return undefined;
        const undone = new Set((await sendAll(last.map(revertChange))).map(({ castId }) => castId));
        const left = failure.value === undefined ? [] : last.filter(({ castId }) => !undone.has(castId));
        given.value = [...given.value.slice(0, -1), ...(left.length > 0 ? [left] : [])];
        return undone.size > 0 ? last[0]?.castId : undefined;
      }),
  };
}

function partly(casts: number): string {
  return texts().label.partly(casts);
}
