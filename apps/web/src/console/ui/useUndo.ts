import type { Answer } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** An action that can be undone. */
interface UndoableAction {
  readonly text: string;
  readonly undo: () => Promise<Answer<unknown>>;
}

export interface Undo {
  readonly last: Readonly<ShallowRef<UndoableAction | undefined>>;
  offer: (action: UndoableAction) => void;
  clear: () => void;
}

/** How long undo is offered, ms: long enough to notice the effect on the stage. */
const OFFERED_MS = 15_000;

/** Holds the last undoable action while undo is offered. */
export function useUndo(): Undo {
  const last = shallowRef<UndoableAction>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function clear(): void {
    clearTimeout(timer);
    last.value = undefined;
  }
  onBeforeUnmount(clear);
  return {
    last,
    offer: (action) => {
      clear();
      last.value = action;
      timer = setTimeout(clear, OFFERED_MS);
    },
    clear,
  };
}
