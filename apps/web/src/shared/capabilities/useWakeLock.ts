import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';

/**
 * Keeps the screen on while the component is mounted. Browsers release the lock when the page is hidden or the battery
 * runs low, and iOS may refuse it until the next tap, so it is requested on every return and tap.
 * @returns whether the screen stays on, as far as known; false if the browser does not support wake locks
 */
export function useWakeLock(): Readonly<ShallowRef<boolean>> {
  const staysOn = shallowRef('wakeLock' in navigator);
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
          staysOn.value = true;
        },
        () => {
          const { userActivation } = navigator as Partial<Pick<Navigator, 'userActivation'>>;
          staysOn.value = userActivation?.hasBeenActive === false; // a refusal before the first tap means nothing
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
  return staysOn;
}
