import { ownMainScript } from './page-version';

/** Session storage key of the versions that this tab has left, separated by spaces. */
const STORAGE_KEY = 'wandcast:left';

interface ReloadContext {
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
export function reloadOnce({ from, storage, reload }: ReloadContext = thisTab()): boolean {
  if (from === undefined) return false;
  try {
    const left = (storage().getItem(STORAGE_KEY) ?? '').split(' ');
    if (left.includes(from)) return false;
    storage().setItem(STORAGE_KEY, [...left, from].join(' ').trim());
  } catch {
    return false; // without storage, an endless loop could not be prevented
  }
  reload();
  return true;
}

function thisTab(): ReloadContext {
  return {
    from: ownMainScript(),
    storage: () => sessionStorage,
    reload: () => {
      location.reload();
    },
  };
}
