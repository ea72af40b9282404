import { FailureError, roundStage, type Round } from '@wandcast/protocol';

/** What may become of a round, each a round made of a round. Times are ms since 1970 by the server's clock. */

/** Its clock stands still, and if it was only announced it begins when it goes on. @throws FailureError `round-over` */
export function paused(round: Round, now: number): Round {
  if (round.pausedAt !== null) return round;
  checkOpen(round, now);
  return { ...round, pausedAt: Math.max(now, round.startsAt) };
}

/** It goes on for as long as was left. @throws FailureError `round-over` */
export function resumed(round: Round, now: number): Round {
  if (round.undone) throw new FailureError('round-over');
  if (round.pausedAt === null) return round;
  const until = Math.max(now, round.pausedAt);
  const pauses = [...round.pauses, [round.pausedAt, until] as const];
  return { ...round, pausedAt: null, pauses, endsAt: round.endsAt + until - round.pausedAt };
}

/** One that is over goes on from now, if no other has begun since. @throws FailureError `round-over` */
export function extended(round: Round, ms: number, now: number, isLast: boolean): Round {
  if (round.undone || !isLast) throw new FailureError('round-over');
  if (roundStage(round, now) !== 'over') return { ...round, endsAt: round.endsAt + ms };
  const pauses = [...round.pauses, [round.endsAt, now] as const];
  return { ...round, pauses, endsAt: now + ms };
}

/** It is over now, with the points that there are; one that had not begun never took place. */
export function ended(round: Round, now: number): Round {
  switch (roundStage(round, now)) {
    case 'ready':
      return undone(round, now);
    case 'paused':
      return { ...round, pausedAt: null, endsAt: round.pausedAt ?? now };
    case 'running':
      return { ...round, endsAt: now };
    case 'over':
      return round;
  }
}

/** Nobody has points of it; one that was not over yet is. */
export function undone(round: Round, now: number): Round {
  const isOver = roundStage(round, now) === 'over';
  const endsAt = isOver ? round.endsAt : Math.max(round.startsAt, round.pausedAt ?? now);
  return { ...round, pausedAt: null, endsAt, undone: true };
}

/** It counts again. */
export function redone(round: Round): Round {
  return { ...round, undone: false };
}

function checkOpen(round: Round, now: number): void {
  if (round.undone || roundStage(round, now) === 'over') throw new FailureError('round-over');
}
