import type { KeyValueStorage } from '../../shared/storage/local-storage';

/** What the room may say to a phone until it is put away. */
export type NoteKind = 'announcement' | 'name';

const nameOf = (kind: NoteKind, code: string): string => `wandcast:read:${kind}:${code}`;

/** Whether these words were put away before, on this phone. */
export function wasRead(storage: KeyValueStorage, kind: NoteKind, code: string, words: string): boolean {
  try {
    return storage.getItem(nameOf(kind, code)) === words;
  } catch {
    return false;
  }
}

/** Remembers that these words were put away; with null, that nothing was: the same words count as new then. */
export function markRead(storage: KeyValueStorage, kind: NoteKind, code: string, words: string | null): void {
  try {
    if (words === null) storage.removeItem(nameOf(kind, code));
    else storage.setItem(nameOf(kind, code), words);
  } catch {
    // a full or forbidden storage: they come again with the next refresh
  }
}
