import { RIDGE_AUGMENT, seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { castsToAugment, examplesOf, negativesOf } from '../../../../libs/recognition/src/heads/training-examples.js';
import { simulateTrainingCasts } from '../../../../libs/recognition/src/training/synthetic-casts.js';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 2).map(({ id, glyph }) => [id, glyph ?? '']));
const [drawn = '', taught = ''] = Object.keys(glyphs);
const casts = simulateRoom(glyphs, { people: 5, castsPerSpell: 10 }, seeded(1));
const variation = { copies: 3, rows: [60, 200], ranges: RIDGE_AUGMENT } as const;

describe('casts to augment', () => {
  test('are all casts, as often as the row limit allows', () => {
    expect(castsToAugment({ casts, weaklyLabeled: [] }, variation)).toHaveLength(60);
    expect(castsToAugment({ casts, weaklyLabeled: [] }, { ...variation, rows: [100, 200] })).toHaveLength(80);
    expect(castsToAugment({ casts, weaklyLabeled: [] }, { ...variation, rows: [0, 50] })).toHaveLength(20);
    expect(castsToAugment({ casts: [], weaklyLabeled: [] }, variation)).toEqual([]);
  });

  test('are only those without simulated casts of their spell', () => {
    const weaklyLabeled = simulateTrainingCasts({ [drawn]: glyphs[drawn] ?? '' }, [], 1).slice(0, 20);
    const varied = castsToAugment({ casts, weaklyLabeled }, variation);
    expect(varied).toHaveLength(40);
    expect(varied.every((cast) => casts[cast]?.label === taught)).toBe(true);
  });

  test('are those of the other spells twice at most, if simulated casts fill the rows', () => {
    const weaklyLabeled = simulateTrainingCasts({ [drawn]: glyphs[drawn] ?? '' }, [], 1);
    const own = casts.filter(({ label }) => label === taught);
    const copies = (recorded: typeof casts, most = 100): number[] =>
      castsToAugment({ casts: recorded, weaklyLabeled }, { ...variation, rows: [60, most] });
    expect(copies(own)).toHaveLength(2 * own.length);
    expect(copies(own, 80)).toHaveLength(own.length);
    expect(copies(own, 0)).toEqual([]);
    const balanced = Array.from({ length: weaklyLabeled.length / own.length }, () => own).flat();
    expect(copies(balanced)).toEqual([]);
  });
});

describe('negatives', () => {
  const random = seeded(2);
  const none = Object.keys(glyphs).length;
  const data = { casts, weaklyLabeled: [] };
  const taught = examplesOf(data, Object.keys(glyphs), variation, random);

  test('are reversed and rotated casts that keep their source', () => {
    const negatives = negativesOf(taught, none, 10, random);
    expect(negatives.map(({ origin }) => origin).sort()).toEqual([
      ...Array<string>(8).fill('reversed'),
      'rotated',
      'rotated',
    ]);
    for (const { spell, cast, user } of negatives) {
      expect(spell).toBe(none);
      expect(user).toBe(casts[cast ?? -1]?.user);
    }
  });
});
