import type { ParticipantId, Round, Spell } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** The challenge of a round, worded as on the stage. */
export interface Challenge {
  /** Text before and after the spell's name; the whole text without a spell. */
  readonly before: string;
  readonly after: string;
  /** Null if anything counts, or if the spell is no longer in the book. */
  readonly spell: Spell | null;
  /** Who plays a duel: "You vs. Amber Newt"; empty for other rounds. */
  readonly duel: string;
  /** The scoring rule, as a sentence. */
  readonly rule: string;
}

/** @param me the participant, who may be in the duel */
export function challengeOf(
  round: Pick<Round, 'kind' | 'spell' | 'rivals'>,
  spells: readonly Spell[],
  me: ParticipantId,
): Challenge {
  const { kind, spell: id, rivals = [] } = round;
  const { challenge, rule } = texts().round;
  const { before = '', after = '', alone } = challenge(kind);
  const spell = spells.find((one) => one.id === id) ?? null;
  const around = spell === null ? { before: alone, after: '' } : { before, after };
  const rival = rivals.some((one) => one.id === me) ? rivals.find((one) => one.id !== me) : undefined;
  return { ...around, spell, duel: duelText(rivals, me), rule: rule(kind, rival?.nickname) };
}

function duelText(rivals: NonNullable<Round['rivals']>, me: ParticipantId): string {
  const [one, other] = rivals;
  if (one === undefined || other === undefined) return '';
  const { versus, you } = texts().round;
  if (other.id === me) return versus(you, one.nickname);
  return versus(one.id === me ? you : one.nickname, other.nickname);
}

/** The challenge in one line: "Cast Tide", "Tide race". */
export function challengeLine({ before, spell, after }: Challenge): string {
  return [before, spell?.name ?? '', after].filter((part) => part !== '').join(' ');
}

/** The same for screen readers, with the players of a duel: "Tide duel: You vs. Amber Newt". */
export function spokenChallenge(challenge: Challenge): string {
  const line = challengeLine(challenge);
  return challenge.duel === '' ? line : `${line}: ${challenge.duel}`;
}

/** Announcement of a round for screen readers. */
export function announcementText(challenge: Challenge, seconds: number): string {
  return texts().round.announced(spokenChallenge(challenge), seconds);
}
