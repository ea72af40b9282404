import { defineAsyncComponent, h, shallowRef } from 'vue';
import { retryStyles } from '../loading/retry-styles';
import { checkPageVersion } from '../loading/page-version';
import { pageImports } from './page-imports';
import { isReloadSafe } from '../loading/reload-guard';
import PageLoadFailedPage from '../loading/PageLoadFailedPage.vue';
import { reloadOnce } from '../loading/reload-once';
import LoadingPage from '../ui/LoadingPage.vue';
import { texts } from '../texts/wand-texts';

type Pages = { [K in keyof typeof pageImports]: Awaited<ReturnType<(typeof pageImports)[K]>>['default'] };
const loads: { readonly [K in keyof Pages]: () => Promise<{ default: Pages[K] }> } = pageImports;

/**
 * A page whose code loads when it is opened, or earlier. If loading fails, the participant can retry. If the server has
 * a newer version, everything reloads instead. Some browsers never retry a failed import, so the second retry
 * reloads too.
 */
export function lazyPage<K extends keyof Pages>(name: K): Pages[K] {
  /** Retries; undefined while the code is loading. */
  const again = shallowRef<() => void>();

  function missed(_error: Error, retry: () => void, _fail: () => void, misses: number): void {
    again.value = () => {
      again.value = undefined;
      retry();
    };
    void reloadIfNeeded(misses);
  }
  return defineAsyncComponent<Pages[K]>({
    loader: async () => {
      const page = await loads[name]();
      await retryStyles(name);
      return page;
    },
    delay: 0,
    onError: missed,
    loadingComponent: () =>
      again.value === undefined
        ? h(LoadingPage, { text: texts().page.loading })
        : h(PageLoadFailedPage, { onRetry: again.value }),
  });
}

/**
 * Reloads everything: automatically once if the server has a newer version, and on a second retry if the server is up.
 * Does nothing if a cast would be lost or the server is down.
 */
async function reloadIfNeeded(misses: number): Promise<void> {
  const there = await checkPageVersion();
  if (!isReloadSafe()) return;
  if (there === 'newer' && reloadOnce()) return;
  if (there !== 'nothing' && misses > 1) location.reload();
}
