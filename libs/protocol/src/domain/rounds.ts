import type { ParticipantId, RoundKind, SpellId } from './entities.js';

/** A challenge: what is asked for, of whom, from when until when. All times are ms since 1970 by the server's clock. */
export interface Round {
  readonly id: string;
  /** Counted in its event, from 1. */
  readonly number: number;
  readonly kind: RoundKind;
  /** What to cast; null where anything counts. */
  readonly spell: SpellId | null;
  /** Who plays; null where everyone does. */
  readonly duel: readonly [ParticipantId, ParticipantId] | null;
  readonly startsAt: number;
  /** Moves with every pause that has ended, and with every extension. */
  readonly endsAt: number;
  readonly pausedAt: number | null;
  /** Pauses that have ended: from, until. */
  readonly pauses: readonly (readonly [from: number, until: number])[];
  /** Canceled, or taken back since: nobody has points of it. */
  readonly undone: boolean;
}

/** Where a round is: before its first moment, open, halted, or past its last. */
export type RoundStage = 'ready' | 'running' | 'paused' | 'over';

/** @param now ms since 1970 by the server's clock */
export function roundStage(round: Pick<Round, 'startsAt' | 'endsAt' | 'pausedAt'>, now: number): RoundStage {
  if (round.pausedAt !== null) return 'paused';
  if (now < round.startsAt) return 'ready';
  return now < round.endsAt ? 'running' : 'over';
}

/** Playing time from the start of a round until `at`, ms: without pauses; negative before the start. */
export function playedMs(round: Pick<Round, 'startsAt' | 'pausedAt' | 'pauses'>, at: number): number {
  const halted = round.pauses.reduce((sum, [from, until]) => sum + Math.max(0, Math.min(at, until) - from), 0);
  const now = round.pausedAt === null ? at : Math.min(at, round.pausedAt);
  return now - round.startsAt - halted;
}

/** Playing time that is left at `now`, ms; the whole of it before the start, and 0 after the end. */
export function leftMs(round: Pick<Round, 'startsAt' | 'endsAt' | 'pausedAt'>, now: number): number {
  return Math.max(0, round.endsAt - Math.max(round.startsAt, round.pausedAt ?? now));
}

/** Playing time of the whole round, ms. */
export function lengthMs(round: Pick<Round, 'startsAt' | 'endsAt' | 'pauses'>): number {
  return round.endsAt - round.startsAt - round.pauses.reduce((sum, [from, until]) => sum + until - from, 0);
}
