import type { Spell } from '@wandcast/protocol';

/** Number of casts that each participant is asked to teach per spell. */
export const CASTS_PER_SPELL = 5;

/**
 * The spell to teach after a cast of `taught` was kept: the one that the room is teaching, until there are enough casts
 * of it; otherwise the same again; undefined to let the participant choose.
 * @param given number of casts of a spell that this participant has taught
 */
export function nextSpellToTeach(
  taught: Spell,
  asked: Spell | undefined,
  given: (spell: Spell) => number,
): Spell | undefined {
  const wants = (spell: Spell | undefined): spell is Spell => spell !== undefined && given(spell) < CASTS_PER_SPELL;
  return [asked, taught].find(wants);
}
