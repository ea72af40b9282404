import type { KeyValueStorage } from '../../shared/storage/local-storage';

/** Notices that can be dismissed. */
export type NoteKind = 'announcement' | 'name';

const nameOf = (kind: NoteKind, code: string): string => `wandcast:read:${kind}:${code}`;

/** Whether a notice with this text was dismissed on this phone. */
export function wasRead(storage: KeyValueStorage, kind: NoteKind, code: string, words: string): boolean {
  try {
    return storage.getItem(nameOf(kind, code)) === words;
  } catch {
    return false;
  }
}

/** Stores that a notice with this text was dismissed; null deletes the record, so that the same text counts as new. */
export function markRead(storage: KeyValueStorage, kind: NoteKind, code: string, words: string | null): void {
  try {
    if (words === null) storage.removeItem(nameOf(kind, code));
    else storage.setItem(nameOf(kind, code), words);
  } catch {
    // storage is full or blocked: the notice returns after a reload
  }
}
