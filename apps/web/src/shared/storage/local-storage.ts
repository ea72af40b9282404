/** The methods of `localStorage` that are used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const items = new Map<string, string>();

/** What takes its place where the browser keeps nothing: it forgets with the page. */
const memory: KeyValueStorage = {
  getItem: (name) => items.get(name) ?? null,
  setItem: (name, value) => void items.set(name, value),
  removeItem: (name) => void items.delete(name),
};

/** The browser's own shelf, or one in memory: where site data is blocked, to name `localStorage` is to throw. */
export function pageStorage(own: () => KeyValueStorage | null | undefined = () => localStorage): KeyValueStorage {
  try {
    return own() ?? memory;
  } catch {
    return memory;
  }
}
