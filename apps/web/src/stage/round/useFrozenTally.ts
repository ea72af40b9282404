import type { RoundTally } from '@wandcast/protocol';
import { shallowRef, watch, type ShallowRef } from 'vue';
import type { RoundPhase } from './time/round-phase';

/** Follows the tally, except while it is counted: then the last one before stays, so that nothing moves. */
export function useFrozenTally(
  tally: () => RoundTally | null,
  phase: () => RoundPhase,
): Readonly<ShallowRef<RoundTally | null>> {
  const shown = shallowRef(tally());
  watch([tally, phase], ([next, now]) => {
    const isOther = next?.roundId !== shown.value?.roundId && shown.value !== null;
    if (now !== 'counting' || isOther) shown.value = next;
  });
  return shown;
}
