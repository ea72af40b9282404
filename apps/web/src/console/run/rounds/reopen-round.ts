import { leftMs, type Answer, type Round } from '@wandcast/protocol';
import type { ConsoleClient } from '../../connection/useConsoleClient';

/** What is needed to reopen a round that was ended or canceled. */
export interface RemainingRound {
  readonly id: string;
  readonly seconds: number;
  readonly isPaused: boolean;
}

/** @param now ms since 1970 by the server's clock */
export function remainingOf(round: Round, now: number): RemainingRound {
  const seconds = Math.max(1, Math.ceil(leftMs(round, now) / 1_000));
  return { id: round.id, seconds, isPaused: round.pausedAt !== null };
}

/** Reinstates a round with its remaining time; a paused round is paused again. */
export async function reopenRound(
  client: ConsoleClient,
  { id, seconds, isPaused }: RemainingRound,
): Promise<Answer<unknown>> {
  const again = await client.run.redoRound(id);
  if (!again.ok) return again;
  const longer = await client.run.extendRound(id, seconds);
  return longer.ok && isPaused ? client.run.pauseRound(id) : longer;
}
