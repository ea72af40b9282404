import { watch } from 'vue';

/**
 * Waits until `source` has a value.
 * @param ms timeout  @returns the value, or undefined on timeout
 */
export function waitUntil<T>(source: () => T | undefined, ms = Infinity): Promise<T | undefined> {
  const now = source();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watch(
      source,
      (value) => {
        if (value !== undefined) done(value);
      },
      { flush: 'sync' },
    );
    function done(value: T | undefined): void {
      clearTimeout(timer);
      stop();
      resolve(value);
    }
    if (ms !== Infinity) timer = setTimeout(done, ms, undefined);
  });
}
