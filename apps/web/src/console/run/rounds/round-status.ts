import { leftMs, roundStage, type Round, type RoundStage } from '@wandcast/protocol';
import { leftWords } from '../../../shared/format/duration-text';

/** Where a round is, for who runs it. `undone` holds whether it was canceled or taken back since. */
export type RoundStand = RoundStage | 'undone';

/** @param now ms since 1970 by the server's clock */
export function roundStand(round: Round, now: number): RoundStand {
  return round.undone ? 'undone' : roundStage(round, now);
}

/** What the clock of a round says. */
export function roundClock(round: Round, now: number): string {
  switch (roundStand(round, now)) {
    case 'ready':
      return leftWords(round.startsAt - now);
    case 'running':
    case 'paused':
      return leftWords(leftMs(round, now));
    case 'over':
    case 'undone':
      return '';
  }
}

export const standNames: Readonly<Record<RoundStand, string>> = {
  ready: 'starts in',
  running: 'left',
  paused: 'left, paused',
  over: 'over, its points count',
  undone: 'does not count',
};

/** Whether a round still stands in the way of another. */
export function isOpen(round: Round, now: number): boolean {
  const stand = roundStand(round, now);
  return stand === 'ready' || stand === 'running' || stand === 'paused';
}
