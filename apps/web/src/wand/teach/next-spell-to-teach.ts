import type { Spell } from '@wandcast/protocol';

/** Casts of one spell that a person is asked for. */
export const ENOUGH = 5;

/**
 * The spell to go on with after one of `taught` was kept: the one the room teaches now, as long as more of it are of use;
 * else the same again; undefined where it is time to choose.
 * @param given casts of a spell this person has given
 */
export function nextLesson(
  taught: Spell,
  asked: Spell | undefined,
  given: (spell: Spell) => number,
): Spell | undefined {
  const wants = (spell: Spell | undefined): spell is Spell => spell !== undefined && given(spell) < ENOUGH;
  return [asked, taught].find(wants);
}
