import type { CastStore } from '@wandcast/wand';

/** Timeout for opening the database, ms. Another tab or a broken disk can block it forever. */
const TIMEOUT_MS = 1_500;

/**
 * A store that opens on first use, and again after `open` failed or called `lost`. Operations reject if it does not
 * open in time, so that the page knows that a cast exists only in memory.
 */
export function storeWithTimeout(open: (lost: () => void) => Promise<CastStore>, timeoutMs = TIMEOUT_MS): CastStore {
  let opening: Promise<CastStore> | undefined;

  async function opened(): Promise<CastStore> {
    const lost = (): void => (opening = undefined);
    opening ??= Promise.resolve().then(() => open(lost)); // turns an exception of `open` into a rejection
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, timeoutMs, new Error('the database did not open in time'));
    });
    opening.catch(lost);
    try {
      return await Promise.race([opening, late]); // if it opens later, the next caller gets it
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    put: async (cast) => (await opened()).put(cast),
    remove: async (castId) => (await opened()).remove(castId),
    list: async () => (await opened()).list(),
  };
}
