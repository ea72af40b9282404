import type { KeyValueStorage } from '../storage/local-storage';

const NAME = 'wandcast:flipped';

/** Whether this phone's signs are flipped, as an upright hold has shown before; null where none has. */
export function recallSign(storage: KeyValueStorage): boolean | null {
  try {
    const kept = storage.getItem(NAME);
    return kept === 'yes' ? true : kept === 'no' ? false : null;
  } catch {
    return null;
  }
}

/** Forgets it. */
export function forgetSign(storage: KeyValueStorage): void {
  try {
    storage.removeItem(NAME);
  } catch {
    // what cannot be written was never kept
  }
}

/** Remembers it for the next time, as far as the browser lets it. */
export function rememberSign(storage: KeyValueStorage, flipped: boolean): void {
  try {
    storage.setItem(NAME, flipped ? 'yes' : 'no');
  } catch {
    // a full or forbidden storage: the next page finds out by itself
  }
}
