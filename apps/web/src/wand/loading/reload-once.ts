import { ownScript } from './page-version';

/** Under which a tab keeps the pages it left, parted by blanks. */
const NAME = 'wandcast:left';

interface Reloading {
  /** Names the page that is left. */
  readonly from: string | undefined;
  /** Of this tab. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
}

/**
 * Reloads the page, but never twice from the same version: two nodes with different builds could otherwise send a phone back
 * and forth forever. @returns whether it reloads
 */
export function reloadOnce({ from, storage, reload }: Reloading = thisTab()): boolean {
  if (from === undefined) return false;
  try {
    const left = (storage().getItem(NAME) ?? '').split(' ');
    if (left.includes(from)) return false;
    storage().setItem(NAME, [...left, from].join(' ').trim());
  } catch {
    return false; // who cannot remember cannot promise
  }
  reload();
  return true;
}

function thisTab(): Reloading {
  return {
    from: ownScript(),
    storage: () => sessionStorage,
    reload: () => {
      location.reload();
    },
  };
}
