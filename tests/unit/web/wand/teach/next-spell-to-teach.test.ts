import { expect, test } from 'vitest';
import { ENOUGH, nextLesson } from '../../../../../apps/web/src/wand/teach/next-spell-to-teach';
import { spell } from '../../console/fixtures.js';

const [ember, tide] = [spell('Ember'), spell('Tide')];
const given = (counts: Record<string, number>) => (one: { name: string }) => counts[one.name] ?? 0;

test('the same spell follows until there are enough of it, then it is time to choose', () => {
  expect(nextLesson(ember, undefined, given({ Ember: 1 }))).toBe(ember);
  expect(nextLesson(ember, undefined, given({ Ember: ENOUGH }))).toBeUndefined();
});

test('whoever kept a cast is led on to the spell that the room teaches now', () => {
  expect(nextLesson(ember, tide, given({ Ember: 1 }))).toBe(tide);
  expect(nextLesson(ember, tide, given({ Ember: ENOUGH }))).toBe(tide);
});

test('whoever gave enough of it goes on with their own', () => {
  expect(nextLesson(ember, tide, given({ Ember: 1, Tide: ENOUGH }))).toBe(ember);
  expect(nextLesson(tide, tide, given({ Tide: ENOUGH }))).toBeUndefined();
});
