import type { KeyValueStorage } from '../storage/local-storage';

const STORAGE_KEY = 'wandcast:flipped';

/** The stored sign: whether this phone reports inverted signs; null if not stored. */
export function loadSign(storage: KeyValueStorage): boolean | null {
  const stored = storage.getItem(STORAGE_KEY);
  return stored === 'yes' ? true : stored === 'no' ? false : null;
}

/** Stores the sign for the next visit, if the browser allows it. */
export function saveSign(storage: KeyValueStorage, flipped: boolean): void {
  storage.setItem(STORAGE_KEY, flipped ? 'yes' : 'no');
}
