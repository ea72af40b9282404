import { seeded, simulateCast, simulatePerson, parseGlyph } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { reversedStroke } from '../../../../libs/gesture/src/glyph/stroke-order.js';
import { shownStyles } from '../../../../libs/recognition/src/training/shown-styles.js';
import { simulateTrainingCasts } from '../../../../libs/recognition/src/training/synthetic-casts.js';
import type { LabeledCast } from '../../../../libs/recognition/src/recognizer/labeled-cast.js';

const glyphs = {
  zero: 'M50 10 C15 10 15 90 50 90 C85 90 85 10 50 10',
  five: 'M75 12 L30 12 L26 46 C85 30 85 100 22 86',
};
const random = seeded(8);
const taught = (label: keyof typeof glyphs, backwards: boolean, count: number): LabeledCast[] =>
  Array.from({ length: count }, (_, i) => {
    const glyph = parseGlyph(glyphs[label]);
    const drawn = backwards ? reversedStroke(glyph) : glyph;
    return {
      user: `person ${i}`,
      label,
      signal: simulateCast(drawn, simulatePerson(random), random, { gravity: true }),
    };
  });

describe('the drawing styles of a room', () => {
  test('are all allowed until it has taught a spell', () => {
    const { allows } = shownStyles(glyphs, taught('five', false, 4));
    expect(allows('five', 'backwards')).toBe(true);
    expect(allows('zero', 'elsewhere')).toBe(true);
  });

  test('are only those that its casts show', () => {
    const backwards = taught('five', true, 6);
    const { allows, styleOf } = shownStyles(glyphs, [
      ...taught('five', false, 10),
      ...backwards,
      ...taught('zero', false, 12),
    ]);
    expect(allows('five', 'backwards')).toBe(true);
    expect(allows('zero', 'backwards')).toBe(false);
    expect(allows('zero', 'elsewhere')).toBe(false);
    expect(backwards.filter((cast) => styleOf.get(cast) === 'backwards').length).toBeGreaterThanOrEqual(4);
  });

  test('include a second glyph, whose casts are told from those of the first', () => {
    const seconds = { five: 'M15 15 L85 15 L15 85 L85 85' };
    const asSecond = Array.from({ length: 8 }, (_, i): LabeledCast => ({
      ...{ user: `person ${i}`, label: 'five' },
      signal: simulateCast(parseGlyph(seconds.five), simulatePerson(random), random, { gravity: true }),
    }));
    const asFirst = taught('five', false, 8);
    const { styleOf } = shownStyles(glyphs, [...asFirst, ...asSecond], seconds);
    const drawn = (casts: readonly LabeledCast[]): number =>
      casts.filter((one) => styleOf.get(one) === 'second').length;
    expect(drawn(asSecond)).toBeGreaterThanOrEqual(7);
    expect(drawn(asFirst)).toBeLessThanOrEqual(1);
  });

  test('of a second glyph are as many as of the first, and only its own recorded casts replace them', () => {
    const seconds = { five: 'M15 15 L85 15 L15 85 L85 85' };
    const first = taught('five', false, 60);
    const secondsIn = (recorded: number): number => {
      const styleOf = new Map(first.slice(0, recorded).map((cast) => [cast, 'second'] as const));
      const casts = simulateTrainingCasts(glyphs, first, 1, undefined, seconds, styleOf);
      return casts.filter(({ style }) => style === 'second').length;
    };
    expect(secondsIn(0)).toBe(100);
    expect(secondsIn(25)).toBe(50);
    expect(secondsIn(60)).toBe(0);
  });

  test('are simulated where they are allowed, and less the more the room has taught', () => {
    const stylesIn = (casts: readonly LabeledCast[]): number =>
      simulateTrainingCasts(glyphs, casts, 1, (spell) => spell === 'five').filter(({ style }) => style === 'backwards')
        .length;
    expect(stylesIn([])).toBe(30);
    expect(stylesIn(taught('five', true, 25))).toBe(15);
    expect(simulateTrainingCasts(glyphs, [], 1).every(({ style }) => style === undefined)).toBe(true);
  });
});
