import { leftMs, type Answer, type Round } from '@wandcast/protocol';
import type { Console } from '../useConsole';

/** A round and what is left of it, to take it up again after it was ended or cancelled. */
export interface LeftOver {
  readonly id: string;
  readonly seconds: number;
}

/** @param now ms since 1970 by the server's clock */
export function leftOver(round: Round, now: number): LeftOver {
  return { id: round.id, seconds: Math.max(1, Math.ceil(leftMs(round, now) / 1_000)) };
}

/** Counts a round again, and lets it run on for what was left of it. */
export async function playOn(desk: Console, { id, seconds }: LeftOver): Promise<Answer<unknown>> {
  const again = await desk.run.redoRound(id);
  return again.ok ? desk.run.extendRound(id, seconds) : again;
}
