const DATABASE = 'wandcast-preflight';

/** Timeout for opening a database, ms. Some browsers hang here until they are restarted. */
const OPEN_TIMEOUT_MS = 3_000;

/** Whether the browser grants a screen wake lock. Some refuse if the battery is low. */
export async function canKeepScreenOn(): Promise<boolean> {
  if (!('wakeLock' in navigator)) return false;
  try {
    await (await navigator.wakeLock.request('screen')).release();
    return true;
  } catch {
    return false;
  }
}

/** Whether IndexedDB works. Some browsers block it in private windows, and a full phone has no space. */
export function canStoreCasts(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(false);
    }, OPEN_TIMEOUT_MS);
    try {
      const opening = indexedDB.open(DATABASE);
      opening.onerror = () => {
        resolve(false);
      };
      opening.onsuccess = () => {
        clearTimeout(timer);
        opening.result.close();
        indexedDB.deleteDatabase(DATABASE);
        resolve(true);
      };
    } catch {
      resolve(false); // blocked
    }
  });
}
