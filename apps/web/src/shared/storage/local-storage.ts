/** The methods of `Storage` that are used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const items = new Map<string, string>();

/** Fallback that lasts until the page closes. */
const memory: KeyValueStorage = {
  getItem: (name) => items.get(name) ?? null,
  setItem: (name, value) => void items.set(name, value),
  removeItem: (name) => void items.delete(name),
};

/** The result of `access`; undefined if the browser forbids it, or if the storage is full. */
function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}

/**
 * `localStorage`, or a fallback in memory: accessing `localStorage` throws if site data is blocked. The returned storage
 * never throws: a value that cannot be stored is dropped, and one that cannot be read is null.
 */
export function pageStorage(own: () => KeyValueStorage | null | undefined = () => localStorage): KeyValueStorage {
  const storage = attempt(own) ?? memory;
  return {
    getItem: (name) => attempt(() => storage.getItem(name)) ?? null,
    setItem(name, value) {
      attempt(() => {
        storage.setItem(name, value);
      });
    },
    removeItem(name) {
      attempt(() => {
        storage.removeItem(name);
      });
    },
  };
}
