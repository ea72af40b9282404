import type { Participant, ParticipantId, RoundKind, SpellId } from './entities.js';

/** A player of a duel, as everyone sees them. */
export type Rival = Pick<Participant, 'id' | 'nickname' | 'sigil' | 'metal'>;

/** A round: the task, the players, and its start and end. All times are server time, ms since 1970. */
export interface Round {
  readonly id: string;
  /** Number within its event, from 1. */
  readonly number: number;
  readonly kind: RoundKind;
  /** The spell to cast; null if any spell counts. */
  readonly spell: SpellId | null;
  /** The players of a duel; null if everyone plays. */
  readonly duel: readonly [ParticipantId, ParticipantId] | null;
  /** The players of a duel by name, in the order of `duel`. */
  readonly rivals?: readonly Rival[];
  readonly startsAt: number;
  /** Moves later with every finished pause and every extension. */
  readonly endsAt: number;
  readonly pausedAt: number | null;
  /** Finished pauses. */
  readonly pauses: readonly (readonly [from: number, until: number])[];
  /** Canceled, or undone after its end: its points do not count. */
  readonly undone: boolean;
}

/** Stage of a round: before its start, running, paused, or after its end. */
export type RoundStage = 'ready' | 'running' | 'paused' | 'over';

/** @param now server time, ms since 1970 */
export function roundStage(round: Pick<Round, 'startsAt' | 'endsAt' | 'pausedAt'>, now: number): RoundStage {
  if (round.pausedAt !== null) return 'paused';
  if (now < round.startsAt) return 'ready';
  return now < round.endsAt ? 'running' : 'over';
}

/** A round is announced at least so long before it starts, ms; until then, the one before it is over. */
const MIN_LEAD_MS = 2_000;

/**
 * The round that pages show: the newest one, unless it was canceled before it began and the one before goes on, as after a
 * step that was entered by mistake. Undefined without rounds.
 */
export function newestRound(rounds: readonly Round[]): Round | undefined {
  const last = rounds.at(-1);
  if (last === undefined || hasBegun(last)) return last;
  const goesOn = ({ pausedAt, endsAt }: Round): boolean => pausedAt !== null || endsAt > last.startsAt - MIN_LEAD_MS;
  return rounds.findLast((round) => hasBegun(round) && goesOn(round)) ?? last;
}

/** False for a round that was canceled before its start: it took no time. */
export function hasBegun({ undone, startsAt, endsAt }: Pick<Round, 'undone' | 'startsAt' | 'endsAt'>): boolean {
  return !undone || endsAt > startsAt;
}

/** Playing time from the start of a round until `at`, ms, without pauses; negative before the start. */
export function playedMs(round: Pick<Round, 'startsAt' | 'pausedAt' | 'pauses'>, at: number): number {
  const pausedMs = round.pauses.reduce((sum, [from, until]) => sum + Math.max(0, Math.min(at, until) - from), 0);
  const now = round.pausedAt === null ? at : Math.min(at, round.pausedAt);
  return now - round.startsAt - pausedMs;
}

/** Remaining playing time at `now`, ms: the full time before the start, 0 after the end. */
export function leftMs(round: Pick<Round, 'startsAt' | 'endsAt' | 'pausedAt'>, now: number): number {
  return Math.max(0, round.endsAt - Math.max(round.startsAt, round.pausedAt ?? now));
}

/** Total playing time of a round, ms, without pauses. */
export function lengthMs(round: Pick<Round, 'startsAt' | 'endsAt' | 'pauses'>): number {
  return round.endsAt - round.startsAt - round.pauses.reduce((sum, [from, until]) => sum + until - from, 0);
}
