import type { Shelf } from '../storage/local-storage';

const NAME = 'wandcast:flipped';

/** Whether this phone's signs are flipped, as an upright hold has shown before; null where none has. */
export function recallSign(shelf: Shelf): boolean | null {
  try {
    const kept = shelf.getItem(NAME);
    return kept === 'yes' ? true : kept === 'no' ? false : null;
  } catch {
    return null;
  }
}

/** Forgets it. */
export function forgetSign(shelf: Shelf): void {
  try {
    shelf.removeItem(NAME);
  } catch {
    // what cannot be written was never kept
  }
}

/** Remembers it for the next time, as far as the browser lets it. */
export function rememberSign(shelf: Shelf, flipped: boolean): void {
  try {
    shelf.setItem(NAME, flipped ? 'yes' : 'no');
  } catch {
    // a full or forbidden shelf: the next page finds out by itself
  }
}
