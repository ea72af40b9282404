import {
  lengthMs,
  type FromConsole,
  type ParticipantId,
  type Step,
  type Round,
  type RoundKind,
  type SpellId,
} from '@wandcast/protocol';
import { secondsOf } from '../../../shared/format/duration-text';

export type Challenge = FromConsole<'round:start'>;

/** A round outside the plan, as its form holds it. */
export interface RoundDraft {
  readonly kind: RoundKind;
  readonly spell: SpellId | null;
  /** As typed. */
  readonly time: string;
  /** The two of a duel; null where they are the first of the board who are here. */
  readonly duel: readonly [ParticipantId | null, ParticipantId | null];
}

/** What a draft lacks, in words; undefined where it can be played. */
export function roundLack({ kind, spell, time, duel: [first, second] }: RoundDraft): string | undefined {
  const seconds = secondsOf(time);
  if (seconds === undefined || seconds === null) return 'How long? As in 0:30.';
  if (seconds < 3 || seconds > 3_600) return 'A round takes 3 seconds to an hour.';
  if (kind !== 'free' && spell === null) return 'Choose its spell.';
  if (kind !== 'duel') return undefined;
  if ((first === null) !== (second === null)) return 'Choose both, or neither.';
  return first !== null && first === second ? 'A duel is between two people.' : undefined;
}

/** What is asked of the server; undefined while something is lacking. */
export function challengeOf(draft: RoundDraft): Challenge | undefined {
  if (roundLack(draft) !== undefined) return undefined;
  const { kind, spell, duel } = draft;
  const [first, second] = duel;
  return {
    kind,
    spell: kind === 'free' ? null : spell,
    seconds: secondsOf(draft.time) ?? 0,
    duel: kind === 'duel' && first !== null && second !== null ? [first, second] : null,
  };
}

/** Shortest round that is played again, s: one that was ended at once does not say how long it was meant to be. */
const LEAST_AGAIN_S = 10;

/** The same challenge once more: as long as its step says, else as long as it took. */
export function againOf(round: Round, steps: readonly Step[]): Challenge {
  const { id, kind, spell, duel } = round;
  const meant = steps.find(({ roundId }) => roundId === id)?.seconds;
  const seconds = meant ?? Math.max(LEAST_AGAIN_S, Math.round(lengthMs(round) / 1_000));
  return { kind, spell, seconds, duel: duel === null ? null : [...duel] };
}
