import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';

/**
 * Keeps the screen lit while the component lives. The lock is lost whenever the page is hidden, and taken away when the
 * battery runs low; asking again may fail on iOS until the next tap: so each return and each tap asks.
 * @returns whether the screen stays lit as far as can be known; false where the browser has no way to it at all
 */
export function useWakeLock(): Readonly<ShallowRef<boolean>> {
  const lit = shallowRef('wakeLock' in navigator);
  let lock: WakeLockSentinel | undefined;
  let asking = false;
  let gone = false;

  function ask(): void {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible' || asking) return;
    if (lock !== undefined && !lock.released) return;
    asking = true;
    navigator.wakeLock
      .request('screen')
      .then(
        (granted) => {
          if (gone) {
            granted.release().catch(() => undefined);
            return;
          }
          lock = granted;
          lit.value = true;
        },
        () => {
          const { userActivation } = navigator as Partial<Pick<Navigator, 'userActivation'>>;
          lit.value = userActivation?.hasBeenActive === false; // before the first tap a refusal says nothing
        },
      )
      .finally(() => (asking = false));
  }

  onMounted(() => {
    ask();
    document.addEventListener('visibilitychange', ask);
    document.addEventListener('pointerup', ask);
    window.addEventListener('pageshow', ask);
  });
  onBeforeUnmount(() => {
    gone = true;
    document.removeEventListener('visibilitychange', ask);
    document.removeEventListener('pointerup', ask);
    window.removeEventListener('pageshow', ask);
    lock?.release().catch(() => undefined);
  });
  return lit;
}
