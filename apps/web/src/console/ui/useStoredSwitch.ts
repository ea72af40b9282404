import { customRef, type Ref } from 'vue';
import { pageStorage } from '../../shared/storage/local-storage';

/** A switch that this browser remembers, if it allows it. */
export function useStoredSwitch(name: string, fallback: boolean): Ref<boolean> {
  const key = `wandcast:${name}`;
  const stored = pageStorage().getItem(key);
  let value = stored === null ? fallback : stored === 'on';
  return customRef((track, trigger) => ({
    get: () => {
      track();
      return value;
    },
    set: (next) => {
      value = next;
      pageStorage().setItem(key, next ? 'on' : 'off');
      trigger();
    },
  }));
}
