import type { CastId, OwnStanding, Points, Round } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef } from 'vue';

/**
 * What one has of the newest round. A round is heard of before the standing that goes with it: until that comes, what is
 * known is still of the round before.
 */
export function useRoundPoints(round: () => Round | null, standing: () => OwnStanding): ComputedRef<Points | null> {
  const before = shallowRef<CastId>();
  watch(
    () => round()?.id,
    () => {
      before.value = standing().last?.castId;
    },
    { flush: 'sync' }, // both may come in one packet
  );
  return computed(() => {
    const { last } = standing();
    return last === null || last.castId === before.value || round()?.undone !== false ? null : last;
  });
}
