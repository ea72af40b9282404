import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import { checkPageVersion } from './page-version';
import { isReloadSafe, blockReloadWhile } from './reload-guard';
import type { WandView } from '../connection/useWand';

/** Random delay of the check, ms, so that not all phones ask at once after a restart. */
const MAX_DELAY_MS = 4_000;

/**
 * Whether the server has a newer version of the page. Checked after each reconnection, since an update restarts the
 * server. Becomes true only while no cast is in progress, because the notice shifts the page.
 */
export function usePageUpdate({ wand, state, pendingCount }: WandView): Readonly<ShallowRef<boolean>> {
  const shown = shallowRef(false);
  let isNewer = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    if (isNewer && isReloadSafe()) shown.value = true;
  }
  async function ask(): Promise<void> {
    isNewer = (await checkPageVersion()) === 'newer';
    show();
  }
  watch(state, (now, last) => {
    if (now.kind !== 'joined' || last.kind !== 'lost') return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), Math.random() * MAX_DELAY_MS);
  });
  watch(pendingCount, show); // a stored cast means that none is in progress

  const unblock = blockReloadWhile(() => wand.casting || pendingCount.value > 0);
  onBeforeUnmount(() => {
    clearTimeout(timer);
    unblock();
  });
  return shown;
}
