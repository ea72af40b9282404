import type { Answer } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** Something that was done and can be undone. */
export interface Done {
  readonly words: string;
  readonly undo: () => Promise<Answer<unknown>>;
}

export interface Undo {
  readonly last: Readonly<ShallowRef<Done | undefined>>;
  did: (done: Done) => void;
  forget: () => void;
}

/** How long the way back is offered, ms: as long as one needs to see what one did on a screen across the room. */
const OFFERED_MS = 15_000;

/** The last thing done that can be undone, for as long as it is offered. */
export function useUndo(): Undo {
  const last = shallowRef<Done>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function forget(): void {
    clearTimeout(timer);
    last.value = undefined;
  }
  onBeforeUnmount(forget);
  return {
    last,
    did: (done) => {
      forget();
      last.value = done;
      timer = setTimeout(forget, OFFERED_MS);
    },
    forget,
  };
}
