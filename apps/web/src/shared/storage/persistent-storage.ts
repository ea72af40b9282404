/** What of the browser is needed. */
interface Browser {
  readonly storage?: Pick<StorageManager, 'persist' | 'persisted'>;
  readonly userAgent: string;
}

let asked = false;

/**
 * Asks the browser, once, not to clear away what waits when the phone runs full. Firefox would put a question to the
 * person, which is not worth it; the others decide by themselves.
 */
export async function keepForGood(browser: Browser = navigator): Promise<void> {
  if (asked || browser.storage === undefined || browser.userAgent.includes('Firefox/')) return;
  asked = true;
  try {
    if (!(await browser.storage.persisted())) await browser.storage.persist();
  } catch {
    // then it may be cleared away under pressure, as everything else of a page
  }
}
