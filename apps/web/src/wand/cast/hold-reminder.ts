import { readonly, shallowRef } from 'vue';
import { pageStorage, type KeyValueStorage } from '../../shared/storage/local-storage';

const STORAGE_KEY = 'wandcast:recognized';

/** Whether to say how the phone is held: until this phone's first recognized cast. */
export function useHoldReminder(storage: KeyValueStorage = pageStorage()) {
  const isShown = shallowRef(storage.getItem(STORAGE_KEY) === null);
  return {
    isShown: readonly(isShown),
    recognized(): void {
      if (!isShown.value) return;
      isShown.value = false;
      storage.setItem(STORAGE_KEY, 'yes');
    },
  };
}
