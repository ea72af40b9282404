import type { CastId, CastPicture, Failure, LabeledCast, Spell } from '@wandcast/protocol';
import { computed, type ComputedRef } from 'vue';
import type { LabelChange, LabelConflict, LabelWrite } from '../connection/labels/label-writer';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { translatedFailure } from '../texts/translated-failure';
import type { Undo, UndoableAction } from '../ui/useUndo';
import { actionText, bulkActionText, currentLabelOf, type CurrentLabel } from './label-text';

export interface Labeling {
  /** Why the server refused labels; stays until it is dismissed. */
  readonly refused: ComputedRef<{ readonly failure: Failure; readonly casts: number } | undefined>;
  /** Number of labels that the server has not confirmed. */
  readonly waiting: ComputedRef<number>;
  /** Labels that differ from those of another member. */
  readonly conflicts: ComputedRef<readonly LabelConflict[]>;
  /** Number of casts labeled on this page, without undone ones. */
  readonly changed: ComputedRef<number>;
  /** The label that undo takes back; undefined if the last action was not a label. */
  readonly undoable: ComputedRef<UndoableAction | undefined>;
  /** The current label of a cast. */
  currentLabel: (picture: CastPicture) => CurrentLabel;
  /**
   * Labels a cast. The page shows it at once; the server gets it in the order of the calls.
   * @param blind whether the labels of others are hidden  @returns the stored label; undefined if it was refused
   */
  apply: (picture: CastPicture, change: LabelChange, blind?: boolean) => Promise<LabeledCast | undefined>;
  /** Labels many casts as one undoable change. @returns the changed casts, once all are stored */
  applyAll: (changes: readonly LabelChange[]) => Promise<number>;
  /** Undoes the last action, if it was a label. @returns its first cast */
  undo: () => CastId | undefined;
  /** Undoes the last action, if it was a label. */
  undoAll: () => UndoneLabels | undefined;
  dismissRefused: () => void;
  /** Ends a conflict with the label of one of the two members. */
  settle: (conflict: LabelConflict, keepsMine: boolean) => void;
}

/** Labels that are being taken back. */
export interface UndoneLabels {
  readonly castIds: readonly CastId[];
  /** How many casts got their earlier label back, and how many kept a label that somebody gave them since. */
  readonly result: Promise<{ readonly restored: number; readonly kept: number }>;
}

/** Labels casts, with undo. */
export function useLabeling(client: ConsoleClient, spells: () => readonly Spell[], undo: Undo): Labeling {
  const { labelWriter: writer } = client;
  const results = new WeakMap<UndoableAction, UndoneLabels['result']>();

  function undoAll(): UndoneLabels | undefined {
    const action = undo.undoLabels();
    const result = action && results.get(action);
    return action?.castIds && result && { castIds: action.castIds, result };
  }

  /** Puts a write on the undo stack, and removes it if it changed nothing. */
  function offer(text: string, write: LabelWrite): void {
    const action: UndoableAction = {
      ...{ text, castIds: write.castIds },
      undo: async () => {
        const reverting = write.revert().settled;
        const result = reverting.then((restored) => ({
          restored: restored.length,
          kept: Math.max(0, write.changed() - restored.length),
        }));
        results.set(action, result);
        await result;
        return { ok: true, value: null };
      },
    };
    undo.offer(action);
    void write.settled.then(() => {
      if (write.changed() === 0) undo.withdraw(action);
    });
  }

  return {
    refused: computed(() => {
      const refused = writer.refused.value;
      return refused && { ...refused, failure: translatedFailure(refused.failure) };
    }),
    waiting: writer.waiting,
    conflicts: computed(() => writer.conflicts.value),
    changed: computed(
      () => new Set([...undo.settled.value, ...undo.stack.value.flatMap(({ castIds }) => castIds ?? [])]).size,
    ),
    undoable: computed(() => {
      const last = undo.stack.value.at(-1);
      return last?.castIds === undefined ? undefined : last;
    }),
    currentLabel: (picture) => {
      const updated = client.labels.value.get(picture.castId);
      return currentLabelOf(picture, updated === undefined ? picture.label : updated, spells());
    },
    apply: async (picture, change, blind = false) => {
      const write = writer.write([change], blind ? undefined : picture.label);
      offer(actionText(picture.nickname, change, spells()), write);
      return (await write.settled)[0];
    },
    applyAll: async (changes) => {
      const write = writer.write(changes);
      offer(bulkActionText(changes, spells()), write);
      return (await write.settled).length;
    },
    undo: () => undoAll()?.castIds[0],
    undoAll,
    dismissRefused: writer.dismissRefused,
    settle: ({ castId, mine, theirs }, keepsMine) => {
      writer.dismissConflict(castId);
      const { spell } = keepsMine ? mine : theirs;
      const change: LabelChange =
        spell === null ? { castId, kind: 'discard', review: true } : { castId, kind: 'spell', spell, review: true };
      offer(bulkActionText([change], spells()), writer.write([change]));
    },
  };
}
