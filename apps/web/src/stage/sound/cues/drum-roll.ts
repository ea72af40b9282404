import { ROUND_LATE_MS } from '@wandcast/protocol';
import { sceneOf } from '../../state/scene';
import type { TimedState } from './timed-cues';

/** How much longer than announced the server may take to count, ms. Then the drum roll ends without a result. */
const SLACK_MS = 3_000;

interface DrumRoll {
  readonly from: number;
  readonly until: number;
}

/**
 * The drum roll while a round is counted: from its end until its tally is settled. Null if there is nothing to count.
 * Times in ms since 1970 on the server's clock.
 */
export function rollOf(state: TimedState): DrumRoll | null {
  const { round, tally } = state;
  const scene = sceneOf(state);
  if (scene.kind !== 'view' || scene.view !== 'round' || round === null || round.undone) return null;
  if (round.pausedAt !== null || tally?.roundId !== round.id || tally.isSettled) return null;
  if (tally.people === 0) return null;
  return { from: round.endsAt, until: round.endsAt + ROUND_LATE_MS + SLACK_MS };
}
