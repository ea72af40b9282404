import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { announce } from '../feedback/announce';
import { storeDismissal, isDismissed, type NoticeKind } from './dismissed-notices';
import { pageStorage } from '../../shared/storage/local-storage';

export interface Notice {
  /** Null if there is no notice, or if it was dismissed. */
  readonly words: ComputedRef<string | null>;
  dismiss(): void;
}

/**
 * A notice that stays until it is dismissed, and returns if its text changes.
 * @param format formats the text in the page's language
 */
export function useNotice(
  kind: NoticeKind,
  code: string,
  words: () => string | null | undefined,
  format = (words: string): string => words,
): Notice {
  const dismissed = shallowRef<string>();
  const shown = computed(() => {
    const now = words() ?? null;
    return now === null || now === dismissed.value || isDismissed(pageStorage(), kind, code, now) ? null : now;
  });
  watch(words, (now, last) => {
    if (now === null && last != null) storeDismissal(pageStorage(), kind, code, null);
    if (now !== dismissed.value) dismissed.value = undefined;
  });
  watch(shown, (now) => {
    if (now !== null) announce(format(now));
  });
  return {
    words: computed(() => (shown.value === null ? null : format(shown.value))),
    dismiss() {
      const now = shown.value;
      if (now === null) return;
      storeDismissal(pageStorage(), kind, code, now);
      dismissed.value = now;
    },
  };
}
