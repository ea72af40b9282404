import { expect, test } from 'vitest';
import { CASTS_PER_SPELL, nextSpellToTeach } from '../../../../../apps/web/src/wand/teach/next-spell-to-teach';
import { spell } from '../../console/fixtures.js';

const [ember, tide] = [spell('Ember'), spell('Tide')];
const given = (counts: Record<string, number>) => (one: { name: string }) => counts[one.name] ?? 0;

test('repeats the same spell until there are enough casts, then lets the participant choose', () => {
  expect(nextSpellToTeach(ember, undefined, given({ Ember: 1 }))).toBe(ember);
  expect(nextSpellToTeach(ember, undefined, given({ Ember: CASTS_PER_SPELL }))).toBeUndefined();
});

test('moves on to the spell that the room is teaching', () => {
  expect(nextSpellToTeach(ember, tide, given({ Ember: 1 }))).toBe(tide);
  expect(nextSpellToTeach(ember, tide, given({ Ember: CASTS_PER_SPELL }))).toBe(tide);
});

test('returns to the participant’s spell after enough casts of the room’s', () => {
  expect(nextSpellToTeach(ember, tide, given({ Ember: 1, Tide: CASTS_PER_SPELL }))).toBe(ember);
  expect(nextSpellToTeach(tide, tide, given({ Tide: CASTS_PER_SPELL }))).toBeUndefined();
});
