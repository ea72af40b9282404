import { onBeforeUnmount, onMounted } from 'vue';

/**
 * Keeps the screen lit while the component lives. The lock is lost whenever the page is hidden, and asking
 * again may fail on iOS until the next tap: so each return and each tap asks.
 */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | undefined;

  function ask(): void {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    if (lock !== undefined && !lock.released) return;
    navigator.wakeLock.request('screen').then(
      (granted) => (lock = granted),
      () => undefined, // low battery, or no tap yet: the screen dims as it always does
    );
  }

  onMounted(() => {
    ask();
    document.addEventListener('visibilitychange', ask);
    document.addEventListener('pointerup', ask);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', ask);
    document.removeEventListener('pointerup', ask);
    void lock?.release();
  });
}
