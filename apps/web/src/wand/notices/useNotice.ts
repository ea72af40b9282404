import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { announce } from '../feedback/announce';
import { markRead, wasRead, type NoteKind } from './dismissed-notices';
import { pageStorage } from '../../shared/storage/local-storage';

export interface Note {
  /** Null if there is no notice, or if it was dismissed. */
  readonly words: ComputedRef<string | null>;
  dismiss(): void;
}

/**
 * A notice that stays until it is dismissed, and returns if its text changes.
 * @param said formats the text in the page's language
 */
export function useNotice(
  kind: NoteKind,
  code: string,
  words: () => string | null | undefined,
  said = (words: string): string => words,
): Note {
  const read = shallowRef<string>();
  const shown = computed(() => {
    const now = words() ?? null;
    return now === null || now === read.value || wasRead(pageStorage(), kind, code, now) ? null : now;
  });
  watch(words, (now, last) => {
    if (now === null && last != null) markRead(pageStorage(), kind, code, null);
    if (now !== read.value) read.value = undefined;
  });
  watch(shown, (now) => {
    if (now !== null) announce(said(now));
  });
  return {
    words: computed(() => (shown.value === null ? null : said(shown.value))),
    dismiss() {
      const now = shown.value;
      if (now === null) return;
      markRead(pageStorage(), kind, code, now);
      read.value = now;
    },
  };
}
