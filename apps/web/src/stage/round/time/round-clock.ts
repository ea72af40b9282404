import { leftMs, lengthMs, roundStage, type Round, type RoundStage } from '@wandcast/protocol';
import type { StageTexts } from '../../../locales/en/stage';

/** The state of a round's clock. */
interface RoundClock {
  readonly stage: RoundStage;
  /** Seconds until the start, or seconds left to play, rounded up. */
  readonly seconds: number;
  /** Share of the playing time that is left, 0..1. */
  readonly left: number;
}

/** @param now ms since 1970 on the server's clock */
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

/** Whether the clock is running. */
export function isTicking(round: Round, now: number): boolean {
  const stage = roundStage(round, now);
  return !round.undone && (stage === 'ready' || stage === 'running');
}

/** A time with its unit: "42" seconds, "2:05" minutes. */
export function clockText(
  seconds: number,
  texts: Pick<StageTexts['round'], 'seconds' | 'minutes'>,
): { readonly figure: string; readonly unit: string } {
  if (seconds < 100) return { figure: String(seconds), unit: texts.seconds(seconds) };
  return { figure: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`, unit: texts.minutes };
}
