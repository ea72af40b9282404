import type { KeyValueStorage } from '../../shared/storage/local-storage';

/** Notices that can be dismissed. */
export type NoticeKind = 'announcement' | 'name' | 'moment';

const storageKey = (kind: NoticeKind, code: string): string => `wandcast:read:${kind}:${code}`;

/** Whether a notice with this text was dismissed on this phone. */
export function isDismissed(storage: KeyValueStorage, kind: NoticeKind, code: string, text: string): boolean {
  return storage.getItem(storageKey(kind, code)) === text;
}

/** Stores that a notice with this text was dismissed; null deletes the record, so that the same text counts as new. */
export function storeDismissal(storage: KeyValueStorage, kind: NoticeKind, code: string, text: string | null): void {
  if (text === null) storage.removeItem(storageKey(kind, code));
  else storage.setItem(storageKey(kind, code), text);
}
