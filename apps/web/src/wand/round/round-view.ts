import { ROUND_LATE_MS, leftMs, lengthMs, roundStage, type ParticipantId, type Round } from '@wandcast/protocol';

/** A round as a phone shows it at one moment. */
export interface RoundView {
  readonly round: Round;
  readonly stage: 'ready' | 'running' | 'paused' | 'over' | 'undone';
  /** Whole seconds until it starts, and from then on those that are left; a second that began counts. */
  readonly seconds: number;
  /** Share of its playing time that will be left in a second, 0..1: where a bar moves to. */
  readonly share: number;
}

/** How `round` is at `now`, ms by the server's clock; undefined where there is none, or nothing about it can change any more. */
export function roundView(round: Round | null, now: number): RoundView | undefined {
  if (round === null || (round.pausedAt === null && now >= round.endsAt + ROUND_LATE_MS)) return undefined;
  const stage = round.undone ? 'undone' : roundStage(round, now);
  const left = leftMs(round, now);
  const until = stage === 'ready' ? round.startsAt - now : left;
  const after = stage === 'running' ? left - 1_000 : left;
  const share = Math.min(1, Math.max(0, after / Math.max(1, lengthMs(round))));
  return { round, stage, seconds: Math.ceil(until / 1_000), share };
}

/** How long that view holds at most, ms: until the next second begins, or the round is past; a pause has no end of its own. */
export function holdsMs({ round, stage }: RoundView, now: number): number {
  if (stage === 'paused') return Infinity;
  const until = stage === 'ready' ? round.startsAt : stage === 'running' ? round.endsAt : round.endsAt + ROUND_LATE_MS;
  const ahead = Math.max(1, until - now);
  return stage === 'ready' || stage === 'running' ? ahead % 1_000 || 1_000 : ahead;
}

type OpenRound = RoundView & { readonly stage: 'ready' | 'running' | 'paused' };

/** Whether it asks anything of anyone: announced, open or halted. */
export function isOn(view: RoundView | undefined): view is OpenRound {
  return view !== undefined && (view.stage === 'ready' || view.stage === 'running' || view.stage === 'paused');
}

/** Whether someone plays: in a duel two do. */
export function plays({ duel }: Pick<Round, 'duel'>, me: ParticipantId): boolean {
  return duel === null || duel.includes(me);
}
