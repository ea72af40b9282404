import { memoryStore, type CastStore } from '@wandcast/wand';

/** How long a database may take to open, ms: another tab, or a broken disk, can hold it up for ever. */
const PATIENCE_MS = 1_500;

/**
 * A store that is opened when it is first used, and again after `open` has called `lost`. Where it does not open, or
 * not in time, casts are kept in memory: the page stays their keeper, and nobody waits.
 */
export function patientStore(open: (lost: () => void) => Promise<CastStore>, patienceMs = PATIENCE_MS): CastStore {
  const spare = memoryStore();
  let opened: Promise<CastStore> | undefined;

  async function opening(): Promise<CastStore> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<CastStore>((resolve) => {
      timer = setTimeout(resolve, patienceMs, spare);
    });
    const lost = (): void => (opened = undefined);
    try {
      return await Promise.race([open(lost), late]);
    } catch {
      return spare;
    } finally {
      clearTimeout(timer);
    }
  }
  const store = (): Promise<CastStore> => (opened ??= opening());

  return {
    put: async (cast) => (await store()).put(cast),
    remove: async (castId) => (await store()).remove(castId),
    list: async () => (await store()).list(),
  };
}
