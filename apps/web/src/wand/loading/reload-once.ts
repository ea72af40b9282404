import { ownScript } from './page-version';

/** Session storage key of the versions that this tab has left, separated by spaces. */
const NAME = 'wandcast:left';

interface Reloading {
  /** Version of the current page. */
  readonly from: string | undefined;
  /** Session storage. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
}

/**
 * Reloads the page, but never twice from the same version: otherwise two nodes with different builds could make a phone
 * reload forever. @returns whether it reloads
 */
export function reloadOnce({ from, storage, reload }: Reloading = thisTab()): boolean {
  if (from === undefined) return false;
  try {
    const left = (storage().getItem(NAME) ?? '').split(' ');
    if (left.includes(from)) return false;
    storage().setItem(NAME, [...left, from].join(' ').trim());
  } catch {
    return false; // without storage, an endless loop could not be prevented
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
