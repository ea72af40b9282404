import { ROUND_LATE_MS, leftMs, lengthMs, roundStage, type ParticipantId, type Round } from '@wandcast/protocol';

/** A round as shown at one moment. */
export interface RoundView {
  readonly round: Round;
  /** `counting`: over, but casts may still arrive and count. */
  readonly stage: 'ready' | 'running' | 'paused' | 'counting' | 'over' | 'undone';
  /** Seconds until the start, or seconds left to play, rounded up. */
  readonly seconds: number;
  /** Share of the playing time left in one second, 0..1: the target of the progress bar's transition. */
  readonly share: number;
}

/** How long the result of a round can be seen, ms, unless it is dismissed or the show goes on. */
const RESULT_MS = 120_000;

/** The view of `round` at `now`, ms on the server's clock; undefined without a round, and some time after its end. */
export function roundView(round: Round | null, now: number): RoundView | undefined {
  if (round === null || (round.pausedAt === null && now >= round.endsAt + RESULT_MS)) return undefined;
  const stage = round.undone ? 'undone' : stageOf(round, now);
  const left = leftMs(round, now);
  const until = stage === 'ready' ? round.startsAt - now : left;
  const after = stage === 'running' ? left - 1_000 : left;
  const share = Math.min(1, Math.max(0, after / Math.max(1, lengthMs(round))));
  return { round, stage, seconds: Math.ceil(until / 1_000), share };
}

function stageOf(round: Round, now: number): Exclude<RoundView['stage'], 'undone'> {
  const stage = roundStage(round, now);
  return stage === 'over' && now < round.endsAt + ROUND_LATE_MS ? 'counting' : stage;
}

/** How long a view stays valid, ms: until the next full second, or until the result is no longer shown; Infinity if paused. */
export function validForMs({ round, stage }: RoundView, now: number): number {
  if (stage === 'paused') return Infinity;
  const { startsAt, endsAt } = round;
  const ends = { ready: startsAt, running: endsAt, counting: endsAt + ROUND_LATE_MS };
  const until = stage === 'over' || stage === 'undone' ? endsAt + RESULT_MS : ends[stage];
  const ahead = Math.max(1, until - now);
  return stage === 'ready' || stage === 'running' ? ahead % 1_000 || 1_000 : ahead;
}

type OpenRound = RoundView & { readonly stage: 'ready' | 'running' | 'paused' };

/** Whether a round is announced, running or paused. */
export function isActive(view: RoundView | undefined): view is OpenRound {
  return view !== undefined && (view.stage === 'ready' || view.stage === 'running' || view.stage === 'paused');
}

/** Whether a participant takes part: a duel has two players, other rounds everyone. */
export function isPlayer({ duel }: Pick<Round, 'duel'>, me: ParticipantId): boolean {
  return duel === null || duel.includes(me);
}
