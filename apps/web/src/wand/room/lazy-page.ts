import { defineAsyncComponent, h, shallowRef } from 'vue';
import { mendStyles } from '../loading/retry-styles';
import { pageThere } from '../loading/page-version';
import { pageLoads } from './page-imports';
import { isAtRest } from '../loading/reload-guard';
import PageLostPage from '../loading/PageLoadFailedPage.vue';
import { reloadOnce } from '../loading/reload-once';
import WaitingPage from '../ui/LoadingPage.vue';
import { texts } from '../texts/wand-texts';

type Pages = { [K in keyof typeof pageLoads]: Awaited<ReturnType<(typeof pageLoads)[K]>>['default'] };
const loads: { readonly [K in keyof Pages]: () => Promise<{ default: Pages[K] }> } = pageLoads;

/**
 * A page whose code comes when it is opened, or was fetched ahead. Where it does not come, the screen says so and tries
 * again on a tap; where that is because the server has a newer page by now, that one is loaded instead. Chromium keeps in
 * mind until a reload that a script did not come, so that there the second try loads the whole page.
 */
export function laterPage<K extends keyof Pages>(name: K): Pages[K] {
  /** Tries again; undefined while the code may still come. */
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
        ? h(WaitingPage, { words: texts().page.turning })
        : h(PageLostPage, { onRetry: again.value }),
  });
}

/**
 * Loads the whole page anew: by itself once and only where the server has a newer one, and whenever someone asked again
 * for what a server that answers does not give. Never where a cast would be lost, or where there is no server to load from.
 */
async function renew(misses: number): Promise<void> {
  const there = await pageThere();
  if (!isAtRest()) return;
  if (there === 'newer' && reloadOnce()) return;
  if (there !== 'nothing' && misses > 1) location.reload();
}
