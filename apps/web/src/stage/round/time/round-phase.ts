import { ROUND_LATE_MS, roundStage, type Round, type RoundTally } from '@wandcast/protocol';
import type { StageState } from '../../state/stage-state';
import { isTicking } from './round-clock';

/**
 * What the picture of a round shows. `counting`: the round is over, but casts may still arrive. `result`: nothing can
 * change anymore.
 */
export type RoundPhase = 'none' | 'undone' | 'announced' | 'countdown' | 'running' | 'paused' | 'counting' | 'result';

/** Length of the countdown, ms. Before it the round is announced. */
export const COUNTDOWN_MS = 3_000;

/** When to stop waiting for a tally that does not arrive, ms after the end: it has a second for its way. */
const WAIT_MS = ROUND_LATE_MS + 1_000;

/** The tally of the round; null before its first, while the state still has that of an earlier round. */
export function tallyOfRound({ round, tally }: Pick<StageState, 'round' | 'tally'>): RoundTally | null {
  return tally?.roundId === round?.id ? tally : null;
}

/** @param tally of this round; null before the first  @param now ms since 1970 on the server's clock */
export function roundPhase(round: Round | null, tally: RoundTally | null, now: number): RoundPhase {
  if (round === null) return 'none';
  if (round.undone) return 'undone';
  switch (roundStage(round, now)) {
    case 'ready':
      return round.startsAt - now > COUNTDOWN_MS ? 'announced' : 'countdown';
    case 'running':
      return 'running';
    case 'paused':
      return 'paused';
    case 'over':
      return isFinal(round, tally, now) ? 'result' : 'counting';
  }
}

function isFinal({ endsAt }: Round, tally: RoundTally | null, now: number): boolean {
  return tally === null ? now >= endsAt + WAIT_MS : tally.isSettled;
}

/** Whether the phase or the clock may change just because time passes. */
export function isPassing(round: Round | null, tally: RoundTally | null, now: number): boolean {
  if (round === null) return false;
  return isTicking(round, now) || (tally === null && roundPhase(round, tally, now) === 'counting');
}

/** Whether the round still gives points in this phase. A paused round does not count: it may never go on. */
export const givesPoints = (phase: RoundPhase): boolean => phase === 'running' || phase === 'counting';

/** Whether the round is over in this phase. */
export const isOver = (phase: RoundPhase): boolean => phase === 'counting' || phase === 'result';
