/** The methods of `Storage` that are used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const items = new Map<string, string>();

/** Fallback that lasts until the page closes. */
const memory: KeyValueStorage = {
  getItem: (name) => items.get(name) ?? null,
  setItem: (name, value) => void items.set(name, value),
  removeItem: (name) => void items.delete(name),
};

/** `localStorage`, or a fallback in memory: accessing `localStorage` throws if site data is blocked. */
export function pageStorage(own: () => KeyValueStorage | null | undefined = () => localStorage): KeyValueStorage {
  try {
    return own() ?? memory;
  } catch {
    return memory;
  }
}
