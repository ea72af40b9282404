import type { Round, Spell } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** The challenge of a round, worded as on the stage. */
export interface Challenge {
  /** Text before and after the spell's name; the whole text without a spell. */
  readonly before: string;
  readonly after: string;
  /** Null if anything counts, or if the spell is no longer in the book. */
  readonly spell: Spell | null;
  /** The scoring rule, as a sentence. */
  readonly rule: string;
}

export function challengeOf({ kind, spell: id }: Pick<Round, 'kind' | 'spell'>, spells: readonly Spell[]): Challenge {
  const { challenge, rule } = texts().round;
  const { before = '', after = '', alone } = challenge(kind);
  const spell = spells.find((one) => one.id === id) ?? null;
  const around = spell === null ? { before: alone, after: '' } : { before, after };
  return { ...around, spell, rule: rule(kind) };
}

/** The challenge in one line: "Cast Tide", "Tide race". */
export function challengeLine({ before, spell, after }: Challenge): string {
  return [before, spell?.name ?? '', after].filter((part) => part !== '').join(' ');
}

/** Announcement of a round for screen readers. */
export function announcementText(challenge: Challenge, seconds: number): string {
  return texts().round.announced(challengeLine(challenge), seconds);
}
