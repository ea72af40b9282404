import type { Spell } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { likeliest } from '../../../../../apps/web/src/stage/live/likeliest';

test('the columns of a large book are those of its most probable spells, in the order of the book', () => {
  const predictions = [0.1, 0.05, 0.6, 0.05, 0.2].map((probability, i) => ({
    spell: { id: `spell-${i}` } as Spell,
    probability,
  }));
  expect(likeliest(predictions, 5)).toBe(predictions);
  expect(likeliest(predictions, 3).map(({ spell }) => spell.id)).toEqual(['spell-0', 'spell-2', 'spell-4']);
});
