import type { CastStore } from '@wandcast/wand';

/** How long a database may take to open, ms: another tab, or a broken disk, can hold it up for ever. */
const PATIENCE_MS = 1_500;

/**
 * A store that is opened when it is first used, and again after `open` has called `lost` or failed. Whatever is asked of
 * it while it does not open, or not in time, rejects: casts stay with the page, which knows then that they are nowhere else.
 */
export function patientStore(open: (lost: () => void) => Promise<CastStore>, patienceMs = PATIENCE_MS): CastStore {
  let opening: Promise<CastStore> | undefined;

  async function opened(): Promise<CastStore> {
    const lost = (): void => (opening = undefined);
    opening ??= Promise.resolve().then(() => open(lost)); // where it throws it rejects
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, patienceMs, new Error('the database did not open in time'));
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
