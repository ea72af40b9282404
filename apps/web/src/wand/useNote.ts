import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { announce } from './announce';
import { markRead, wasRead, type NoteKind } from './read-notes';
import { shelf } from './shelf';

export interface Note {
  /** Null where there is nothing to say, or it was put away. */
  readonly words: ComputedRef<string | null>;
  dismiss(): void;
}

/** Words of the room that stand until they are put away, and come again when they are others. */
export function useNote(kind: NoteKind, code: string, words: () => string | null | undefined): Note {
  const read = shallowRef<string>();
  const shown = computed(() => {
    const now = words() ?? null;
    return now === null || now === read.value || wasRead(shelf(), kind, code, now) ? null : now;
  });
  watch(words, (now, last) => {
    if (now === null && last != null) markRead(shelf(), kind, code, null);
    if (now !== read.value) read.value = undefined;
  });
  watch(shown, (now) => {
    if (now !== null) announce(now);
  });
  return {
    words: shown,
    dismiss() {
      const now = shown.value;
      if (now === null) return;
      markRead(shelf(), kind, code, now);
      read.value = now;
    },
  };
}
