import { shallowRef, watch, type ShallowRef } from 'vue';

/**
 * Calls `action` once, as soon as `isBlocked` is false: now, or later.
 * @returns whether it still waits
 */
export function useDeferred(isBlocked: () => boolean, action: () => void): Readonly<ShallowRef<boolean>> {
  const isWaiting = shallowRef(isBlocked());
  const act = (): void => {
    isWaiting.value = false;
    action();
  };
  if (isWaiting.value) watch(isBlocked, act, { once: true });
  else act();
  return isWaiting;
}
