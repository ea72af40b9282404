import { FailureError, roundStage, type Round } from '@wandcast/protocol';

/** State transitions of a round as pure functions. Times are ms since 1970 by the server's clock. */

/** Pauses a round. A round that has not begun pauses at its start. @throws FailureError `round-over` */
export function paused(round: Round, now: number): Round {
  if (round.pausedAt !== null) return round;
  checkOpen(round, now);
  return { ...round, pausedAt: Math.max(now, round.startsAt) };
}

/** Resumes a paused round with its remaining time. @throws FailureError `round-over` */
export function resumed(round: Round, now: number): Round {
  if (round.undone) throw new FailureError('round-over');
  if (round.pausedAt === null) return round;
  const until = Math.max(now, round.pausedAt);
  const pauses = [...round.pauses, [round.pausedAt, until] as const];
  return { ...round, pausedAt: null, pauses, endsAt: round.endsAt + until - round.pausedAt };
}

/** Extends the last round by `ms`; if it was over, it continues from now. @throws FailureError `round-over` */
export function extended(round: Round, ms: number, now: number, isLast: boolean): Round {
  if (round.undone || !isLast) throw new FailureError('round-over');
  if (roundStage(round, now) !== 'over') return { ...round, endsAt: round.endsAt + ms };
  const pauses = [...round.pauses, [round.endsAt, now] as const];
  return { ...round, pauses, endsAt: now + ms };
}

/** Ends a round now and keeps its points. A round that had not begun is undone. */
export function ended(round: Round, now: number): Round {
  const hasBegun = now >= round.startsAt && round.pausedAt !== round.startsAt;
  return hasBegun ? stopped(round, now) : undone(round, now);
}

/** Undoes a round: it gives no points. Ends it if it was not over. */
export function undone(round: Round, now: number): Round {
  return { ...stopped(round, now), undone: true };
}

/** A paused round ends now, not at its pause, because casts that arrive until shortly after its end count. */
function stopped(round: Round, now: number): Round {
  switch (roundStage(round, now)) {
    case 'ready':
      return { ...round, endsAt: round.startsAt };
    case 'paused': {
      const until = Math.max(now, round.pausedAt ?? now);
      return { ...round, pausedAt: null, pauses: [...round.pauses, [round.pausedAt ?? until, until]], endsAt: until };
    }
    case 'running':
      return { ...round, endsAt: now };
    case 'over':
      return round;
  }
}

/** Reverts `undone`. */
export function redone(round: Round): Round {
  return { ...round, undone: false };
}

function checkOpen(round: Round, now: number): void {
  if (round.undone || roundStage(round, now) === 'over') throw new FailureError('round-over');
}
