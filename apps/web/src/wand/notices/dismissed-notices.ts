import type { KeyValueStorage } from '../../shared/storage/local-storage';

/** Notices that can be dismissed. */
export type NoticeKind = 'announcement' | 'name';

const storageKey = (kind: NoticeKind, code: string): string => `wandcast:read:${kind}:${code}`;

/** Whether a notice with this text was dismissed on this phone. */
export function isDismissed(storage: KeyValueStorage, kind: NoticeKind, code: string, words: string): boolean {
  try {
    return storage.getItem(storageKey(kind, code)) === words;
  } catch {
    return false;
  }
}

/** Stores that a notice with this text was dismissed; null deletes the record, so that the same text counts as new. */
export function storeDismissal(storage: KeyValueStorage, kind: NoticeKind, code: string, words: string | null): void {
  try {
    if (words === null) storage.removeItem(storageKey(kind, code));
    else storage.setItem(storageKey(kind, code), words);
  } catch {
    // storage is full or blocked: the notice returns after a reload
  }
}
