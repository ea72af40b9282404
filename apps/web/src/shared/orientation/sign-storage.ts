import type { KeyValueStorage } from '../storage/local-storage';

const NAME = 'wandcast:flipped';

/** The stored sign: whether this phone reports inverted signs; null if not stored. */
export function loadSign(storage: KeyValueStorage): boolean | null {
  try {
    const stored = storage.getItem(NAME);
    return stored === 'yes' ? true : stored === 'no' ? false : null;
  } catch {
    return null;
  }
}

/** Deletes the stored sign. */
export function clearSign(storage: KeyValueStorage): void {
  try {
    storage.removeItem(NAME);
  } catch {
    // storage is forbidden, so nothing was stored
  }
}

/** Stores the sign for the next visit, if the browser allows it. */
export function saveSign(storage: KeyValueStorage, flipped: boolean): void {
  try {
    storage.setItem(NAME, flipped ? 'yes' : 'no');
  } catch {
    // storage is full or forbidden: the next page detects it again
  }
}
