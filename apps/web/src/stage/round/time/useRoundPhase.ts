import type { Round, RoundTally } from '@wandcast/protocol';
import { computed, type ComputedRef, type ShallowRef } from 'vue';
import type { PageClock } from '../../../shared/clock/useServerClock';
import { useServerNow } from '../../../shared/clock/useServerNow';
import type { StageState } from '../../state/stage-state';
import { isPassing, roundPhase, tallyOfRound, type RoundPhase } from './round-phase';

interface CurrentRound {
  readonly round: ComputedRef<Round | null>;
  readonly tally: ComputedRef<RoundTally | null>;
  /** Ms since 1970 on the server's clock. Updated while the phase or the round's clock may change. */
  readonly now: Readonly<ShallowRef<number>>;
  readonly phase: ComputedRef<RoundPhase>;
}

/** Follows the current round and its phase. */
export function useRoundPhase(state: () => Pick<StageState, 'round' | 'tally'>, clock: PageClock): CurrentRound {
  const round = computed(() => state().round);
  const tally = computed(() => tallyOfRound(state()));
  const now = useServerNow(clock, (time) => isPassing(round.value, tally.value, time));
  const phase = computed(() => roundPhase(round.value, tally.value, now.value));
  return { round, tally, now, phase };
}
