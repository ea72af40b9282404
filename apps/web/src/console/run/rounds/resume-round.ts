import { leftMs, type Answer, type Round } from '@wandcast/protocol';
import type { Console } from '../../connection/useConsole';

/** A round and what is left of it, to take it up again after it was ended or canceled. */
export interface LeftOver {
  readonly id: string;
  readonly seconds: number;
  readonly isPaused: boolean;
}

/** @param now ms since 1970 by the server's clock */
export function leftOver(round: Round, now: number): LeftOver {
  const seconds = Math.max(1, Math.ceil(leftMs(round, now) / 1_000));
  return { id: round.id, seconds, isPaused: round.pausedAt !== null };
}

/** Counts a round again, and lets it run on for what was left of it; one that stood still stands still again. */
export async function playOn(desk: Console, { id, seconds, isPaused }: LeftOver): Promise<Answer<unknown>> {
  const again = await desk.run.redoRound(id);
  if (!again.ok) return again;
  const longer = await desk.run.extendRound(id, seconds);
  return longer.ok && isPaused ? desk.run.pauseRound(id) : longer;
}
