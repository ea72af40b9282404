const DATABASE = 'wandcast-preflight';

/** A database that has not opened after so long will not, ms: some browsers hang there until they are restarted. */
const OPENING_MS = 3_000;

/** Whether the browser keeps the screen lit when it is asked to: some refuse where the battery is low. */
export async function keepsScreenLit(): Promise<boolean> {
  if (!('wakeLock' in navigator)) return false;
  try {
    await (await navigator.wakeLock.request('screen')).release();
    return true;
  } catch {
    return false;
  }
}

/** Whether casts can be kept in this browser: some forbid it in private windows, and a full phone has no room. */
export function keepsCasts(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(false);
    }, OPENING_MS);
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
      resolve(false); // forbidden altogether
    }
  });
}
