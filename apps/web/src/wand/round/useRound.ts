import type { Round } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import { validForMs, roundView, type RoundView } from './round-view';

/** Maximum time between updates, ms, because the clock may be adjusted. */
const LONGEST_MS = 1_000;

/** The current round, updated every second by the synchronized clock, even without a connection. */
export function useRound(
  wand: Pick<Wand, 'serverNow'>,
  round: () => Round | null | undefined,
): Readonly<ShallowRef<RoundView | undefined>> {
  const view = shallowRef<RoundView>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    clearTimeout(timer);
    const now = wand.serverNow();
    const next = roundView(round() ?? null, now);
    if (!same(view.value, next)) view.value = next;
    // Continue without a view too: the clock may not be synchronized yet.
    const holds = next === undefined ? LONGEST_MS : validForMs(next, now);
    if (round() != null) timer = setTimeout(look, Math.min(LONGEST_MS, holds));
  }
  watch(round, look, { immediate: true });
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
  return view;
}

function same(a: RoundView | undefined, b: RoundView | undefined): boolean {
  return a?.round === b?.round && a?.stage === b?.stage && a?.seconds === b?.seconds && a?.share === b?.share;
}
