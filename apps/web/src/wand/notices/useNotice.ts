import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { announce } from '../feedback/announce';
import { storeDismissal, isDismissed, type NoticeKind } from './dismissed-notices';
import { pageStorage } from '../../shared/storage/local-storage';

export interface Notice {
  /** Null if there is no notice, or if it was dismissed. */
  readonly text: ComputedRef<string | null>;
  dismiss(): void;
}

/**
 * A notice that stays until it is dismissed, and reappears when its text changes.
 * @param format the notice in the page's language
 */
export function useNotice(
  kind: NoticeKind,
  code: string,
  source: () => string | null | undefined,
  format = (text: string): string => text,
): Notice {
  const dismissed = shallowRef<string>();
  const shown = computed(() => {
    const now = source() ?? null;
    return now === null || now === dismissed.value || isDismissed(pageStorage(), kind, code, now) ? null : now;
  });
  watch(source, (now, last) => {
    if (now !== undefined && last != null) storeDismissal(pageStorage(), kind, code, null);
    if (now !== dismissed.value) dismissed.value = undefined;
  });
  watch(shown, (now) => {
    if (now !== null) announce(format(now));
  });
  return {
    text: computed(() => (shown.value === null ? null : format(shown.value))),
    dismiss() {
      const now = shown.value;
      if (now === null) return;
      storeDismissal(pageStorage(), kind, code, now);
      dismissed.value = now;
    },
  };
}
