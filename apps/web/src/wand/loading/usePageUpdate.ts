import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import { pageThere } from './page-version';
import { isAtRest, keepPageWhile } from './reload-guard';
import type { WandView } from '../connection/useWand';

/** Over how long a room that comes back spreads the question, ms: nobody waits for the answer. */
const SPREAD_MS = 4_000;

/**
 * Whether the server has a newer page than this one, asked whenever the room was lost and found again: that is how a
 * renewed server looks from here. Becomes true while nobody casts, since what tells of it moves the page.
 */
export function usePageUpdate({ wand, state, waiting }: WandView): Readonly<ShallowRef<boolean>> {
  const shown = shallowRef(false);
  let isThere = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    if (isThere && isAtRest()) shown.value = true;
  }
  async function ask(): Promise<void> {
    isThere = (await pageThere()) === 'newer';
    show();
  }
  watch(state, (now, last) => {
    if (now.kind !== 'joined' || last.kind !== 'lost') return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), Math.random() * SPREAD_MS);
  });
  watch(waiting, show); // a cast was stored: the hand is at rest

  const letGo = keepPageWhile(() => wand.casting || waiting.value > 0);
  onBeforeUnmount(() => {
    clearTimeout(timer);
    letGo();
  });
  return shown;
}
