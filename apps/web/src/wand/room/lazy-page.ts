import { defineAsyncComponent, h, shallowRef } from 'vue';
import { mendStyles } from '../loading/retry-styles';
import { pageThere } from '../loading/page-version';
import { pageLoads } from './page-imports';
import { isAtRest } from '../loading/reload-guard';
import PageLoadFailedPage from '../loading/PageLoadFailedPage.vue';
import { reloadOnce } from '../loading/reload-once';
import LoadingPage from '../ui/LoadingPage.vue';
import { texts } from '../texts/wand-texts';

type Pages = { [K in keyof typeof pageLoads]: Awaited<ReturnType<(typeof pageLoads)[K]>>['default'] };
const loads: { readonly [K in keyof Pages]: () => Promise<{ default: Pages[K] }> } = pageLoads;

/**
 * A page whose code loads when it is opened, or earlier. If loading fails, the participant can retry. If the server has a
 * newer version, everything reloads instead. Some browsers never retry a failed import, so the second
 * retry reloads too.
 */
export function laterPage<K extends keyof Pages>(name: K): Pages[K] {
  /** Retries; undefined while the code is loading. */
  const again = shallowRef<() => void>();

  function missed(_error: Error, retry: () => void, _fail: () => void, misses: number): void {
    again.value = () => {
      again.value = undefined;
      retry();
    };
    void renew(misses);
  }
  return defineAsyncComponent<Pages[K]>({
    loader: async () => {
      const page = await loads[name]();
      await mendStyles(name);
      return page;
    },
    delay: 0,
    onError: missed,
    loadingComponent: () =>
      again.value === undefined
        ? h(LoadingPage, { words: texts().page.turning })
        : h(PageLoadFailedPage, { onRetry: again.value }),
  });
}

/**
 * Reloads everything: automatically once if the server has a newer version, and on a second retry if the server is up.
 * Does nothing if a cast would be lost or the server is down.
 */
async function renew(misses: number): Promise<void> {
  const there = await pageThere();
  if (!isAtRest()) return;
  if (there === 'newer' && reloadOnce()) return;
  if (there !== 'nothing' && misses > 1) location.reload();
}
