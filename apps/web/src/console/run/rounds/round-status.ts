import { leftMs, roundStage, type Round, type RoundStage } from '@wandcast/protocol';
import { remainingTimeText } from '../../../shared/format/duration-text';

/** Status of a round; `undone` if it was canceled or undone. */
type RoundStatus = RoundStage | 'undone';

/** @param now ms since 1970 by the server's clock */
export function roundStatus(round: Round, now: number): RoundStatus {
  return round.undone ? 'undone' : roundStage(round, now);
}

/** The time shown for a round; empty when it is over. */
export function roundTimeText(round: Round, now: number): string {
  switch (roundStatus(round, now)) {
    case 'ready':
      return remainingTimeText(round.startsAt - now);
    case 'running':
    case 'paused':
      return remainingTimeText(leftMs(round, now));
    case 'over':
    case 'undone':
      return '';
  }
}

/** Whether the round is ready, running or paused, so that no other round can start. */
export function isRoundOpen(round: Round, now: number): boolean {
  const status = roundStatus(round, now);
  return status === 'ready' || status === 'running' || status === 'paused';
}
