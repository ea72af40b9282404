import type { CastId, CastPicture, Failure, LabeledCast, Spell } from '@wandcast/protocol';
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient, LabelChange } from '../connection/useConsoleClient';
import { revertChange, overtakenText, secondLookText, currentLabelOf, type CurrentLabel } from './label-text';
import { texts } from '../texts/console-texts';

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Labels per message: stays below MAX_MESSAGE_BYTES even with the longest spell ids. */
const BATCH_SIZE = 500;

export interface Labeling {
  readonly failure: Readonly<Ref<Failure | undefined>>;
  /** Text about a label that another person gave a moment before. */
  readonly overtaken: Readonly<Ref<string | undefined>>;
  /** Number of casts labeled here, without undone ones. */
  readonly changed: ComputedRef<number>;
  /** The current label of a cast. */
  currentLabel: (picture: CastPicture) => CurrentLabel;
  /** @param blind whether another person's label was hidden  @returns whether it succeeded */
  apply: (picture: CastPicture, change: LabelChange, blind?: boolean) => Promise<boolean>;
  /** Labels many casts in batches, as one undoable change. @returns how many were labeled */
  applyAll: (changes: readonly LabelChange[]) => Promise<number>;
  /** Progress of `applyAll` or of its undo; undefined while idle. */
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
  const history = shallowRef<readonly (readonly LabeledCast[])[]>([]);

  /** Changes run in the order of the key presses, so that undo reverts the last one. */
  let tail: Promise<unknown> = Promise.resolve();
  function enqueue<T>(act: () => Promise<T>): Promise<T> {
    const next = tail.then(act);
    tail = next;
    return next;
  }

  async function send(changes: readonly LabelChange[]): Promise<readonly LabeledCast[]> {
    failure.value = undefined;
    overtaken.value = undefined;
    try {
      const answer = await client.labelCasts([...changes]);
      if (answer.ok) return answer.value;
      failure.value = answer.failure;
    } catch {
      failure.value = noAnswerFailure(texts().label.noAnswer);
    }
    return [];
  }

  /** Sends batches until one fails. @returns the casts that were labeled */
  async function sendAll(changes: readonly LabelChange[]): Promise<LabeledCast[]> {
    const labeled: LabeledCast[] = [];
    for (let at = 0; at < changes.length && (at === 0 || failure.value === undefined); at += BATCH_SIZE) {
      if (changes.length > BATCH_SIZE) progress.value = { done: at, total: changes.length };
      labeled.push(...(await send(changes.slice(at, at + BATCH_SIZE))));
    }
    progress.value = undefined;
    if (failure.value !== undefined && labeled.length > 0)
      failure.value = { ...failure.value, message: texts().label.partly(labeled.length) };
    return labeled;
  }

  function currentLabel(picture: CastPicture): CurrentLabel {
    const updated = client.labels.value.get(picture.castId);
    return currentLabelOf(picture, updated === undefined ? picture.label : updated, spells());
  }

  return {
    failure,
    overtaken,
    progress,
    changed: computed(() => new Set(history.value.flat().map(({ castId }) => castId)).size),
    undoable: computed(() => history.value.length),
    currentLabel,
    apply: (picture, change, blind = false) =>
      enqueue(async () => {
        const shown = currentLabel(picture).label;
        const [labeled] = await send([change]);
        if (labeled === undefined) return false;
        history.value = [...history.value, [labeled]];
        overtaken.value = blind ? secondLookText(labeled, spells()) : overtakenText(shown, labeled.before, spells());
        return true;
      }),
    applyAll: (changes) =>
      enqueue(async () => {
        const labeled = await sendAll(changes);
        if (labeled.length > 0) history.value = [...history.value, labeled];
        return labeled.length;
      }),
    undo: () =>
      enqueue(async () => {
        const last = history.value.at(-1);
        if (last === undefined) return undefined;
        const undone = new Set((await sendAll(last.map(revertChange))).map(({ castId }) => castId));
        const left = failure.value === undefined ? [] : last.filter(({ castId }) => !undone.has(castId));
        history.value = [...history.value.slice(0, -1), ...(left.length > 0 ? [left] : [])];
        return undone.size > 0 ? last[0]?.castId : undefined;
      }),
  };
}
