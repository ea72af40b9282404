/** The parts of `Navigator` that are used. */
interface Browser {
  readonly storage?: Pick<StorageManager, 'persist' | 'persisted'>;
  readonly userAgent: string;
}

let requested = false;

/**
 * Requests persistent storage once, so that the browser does not evict pending casts if the phone runs out of space.
 * Skipped in Firefox, which would ask the user; other browsers decide on their own.
 */
export async function requestPersistentStorage(browser: Browser = navigator): Promise<void> {
  if (requested || browser.storage === undefined || browser.userAgent.includes('Firefox/')) return;
  requested = true;
  try {
    if (!(await browser.storage.persisted())) await browser.storage.persist();
  } catch {
    // the storage stays evictable
  }
}
