import type { KeyValueStorage } from '../../../../apps/web/src/shared/storage/local-storage';

/** An empty storage that lasts as long as the test. */
export function memoryStorage(): KeyValueStorage {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}
