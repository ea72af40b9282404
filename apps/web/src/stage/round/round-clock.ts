import { leftMs, lengthMs, roundStage, type Round, type RoundStage } from '@wandcast/protocol';

/** What a round's clock shows. */
export interface RoundClock {
  readonly stage: RoundStage;
  /** Seconds until it starts where it is ready, else seconds of play that are left. A second that has begun counts. */
  readonly seconds: number;
  /** Share of its play that is left, 0..1. */
  readonly left: number;
}

/** @param now ms since 1970 by the server's clock */
export function roundClock(round: Round, now: number): RoundClock {
  const stage = roundStage(round, now);
  const left = leftMs(round, now);
  const until = stage === 'ready' ? round.startsAt - now : left;
  return {
    stage,
    seconds: Math.ceil(Math.max(0, until) / 1_000),
    left: Math.max(0, Math.min(1, left / Math.max(1, lengthMs(round)))),
  };
}

/** Whether its clock moves by itself. */
export function ticks(round: Round, now: number): boolean {
  const stage = roundStage(round, now);
  return !round.undone && (stage === 'ready' || stage === 'running');
}

/** Seconds as a clock shows them to a room: "42", "2:05". */
export function secondsWords(seconds: number): { readonly figure: string; readonly unit: string } {
  if (seconds < 100) return { figure: String(seconds), unit: seconds === 1 ? 'second' : 'seconds' };
  return { figure: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`, unit: 'minutes' };
}
