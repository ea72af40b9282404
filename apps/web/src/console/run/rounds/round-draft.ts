import {
  lengthMs,
  type FromConsole,
  type ParticipantId,
  type Step,
  type Round,
  type RoundKind,
  type SpellId,
} from '@wandcast/protocol';
import { parseDuration } from '../../../shared/format/duration-text';
import { texts } from '../../texts/console-texts';
import { isAllowedDuration } from './allowed-duration';

export type Challenge = FromConsole<'round:start'>;

/** An unplanned round as entered in the form. */
export interface RoundDraft {
  readonly kind: RoundKind;
  readonly spell: SpellId | null;
  /** As typed. */
  readonly time: string;
  /** The two participants of a duel; null picks the first ones of the leaderboard. */
  readonly duel: readonly [ParticipantId | null, ParticipantId | null];
}

/** Why the round cannot start; undefined if it can. */
export function roundProblem({ kind, spell, time, duel: [first, second] }: RoundDraft): string | undefined {
  const { problems } = texts().run.rounds;
  const seconds = parseDuration(time);
  if (seconds === undefined || seconds === null) return problems.time;
  if (!isAllowedDuration(seconds)) return problems.range;
  if (kind !== 'free' && spell === null) return problems.spell;
  if (kind !== 'duel') return undefined;
  if ((first === null) !== (second === null)) return problems.bothOrNeither;
  return first !== null && first === second ? problems.twoPeople : undefined;
}

/** The request; undefined while the draft is incomplete. */
export function challengeOf(draft: RoundDraft): Challenge | undefined {
  if (roundProblem(draft) !== undefined) return undefined;
  const { kind, spell, duel } = draft;
  const [first, second] = duel;
  return {
    kind,
    spell: kind === 'free' ? null : spell,
    seconds: parseDuration(draft.time) ?? 0,
    duel: kind === 'duel' && first !== null && second !== null ? [first, second] : null,
  };
}

/** Minimum duration of a repeated round, s, because the original may have been ended early. */
const MIN_AGAIN_S = 10;

/** The same challenge again, with the duration of its step or, without a step, of the original round. */
export function repeatOf(round: Round, steps: readonly Step[]): Challenge {
  const { id, kind, spell, duel } = round;
  const planned = steps.find(({ roundId }) => roundId === id)?.seconds;
  const seconds = planned ?? Math.max(MIN_AGAIN_S, Math.round(lengthMs(round) / 1_000));
  return { kind, spell, seconds, duel: duel === null ? null : [...duel] };
}
