import { expect, test } from 'vitest';
import { ENOUGH, nextLesson } from '../../../../../apps/web/src/wand/teach/next-spell-to-teach';
import { spell } from '../../console/fixtures.js';

const [ember, tide] = [spell('Ember'), spell('Tide')];
const given = (counts: Record<string, number>) => (one: { name: string }) => counts[one.name] ?? 0;

test('repeats the same spell until there are enough casts, then lets the participant choose', () => {
  expect(nextLesson(ember, undefined, given({ Ember: 1 }))).toBe(ember);
  expect(nextLesson(ember, undefined, given({ Ember: ENOUGH }))).toBeUndefined();
});

test('moves on to the spell that the room is teaching', () => {
  expect(nextLesson(ember, tide, given({ Ember: 1 }))).toBe(tide);
  expect(nextLesson(ember, tide, given({ Ember: ENOUGH }))).toBe(tide);
});

test('returns to the participant’s spell after enough casts of the room’s', () => {
  expect(nextLesson(ember, tide, given({ Ember: 1, Tide: ENOUGH }))).toBe(ember);
  expect(nextLesson(tide, tide, given({ Tide: ENOUGH }))).toBeUndefined();
});
