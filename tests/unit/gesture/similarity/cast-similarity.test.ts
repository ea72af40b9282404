import {
  similarityTo,
  parseGlyph,
  seeded,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  simulateGlyph,
  type Signal,
} from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const glyphs = starterSpellbook.map(({ glyph }) => glyph ?? '');
const trials = glyphs.map((glyph) => simulateGlyph(glyph));
const random = seeded(41);
/** Casts by people other than those simulated for the glyphs. */
const castsOf = (glyph: string, count: number): Signal[] =>
  Array.from({ length: count }, () => simulateCast(parseGlyph(glyph), simulatePerson(random), random));
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the similarity of a cast to a glyph', () => {
  test.each(glyphs.map((glyph, asked) => ({ glyph, asked, name: starterSpellbook[asked]?.id ?? '' })))(
    'is high for people who draw it, and low for people who draw another: $name',
    ({ glyph, asked }) => {
      const own = castsOf(glyph, 12).map((cast) => similarityTo(cast, trials, asked));
      const others = glyphs.flatMap((other, i) =>
        i === asked ? [] : castsOf(other, 3).map((cast) => similarityTo(cast, trials, asked).share),
      );
      expect(mean(own.map(({ share }) => share))).toBeGreaterThan(mean(others) + 0.3);
      expect(own.filter(({ nearest }) => nearest === asked).length).toBeGreaterThanOrEqual(9);
    },
  );

  test('rejects an index without a glyph', () => {
    const [cast] = castsOf(glyphs[0] ?? '', 1);
    if (cast === undefined) throw new Error('no cast');
    expect(() => similarityTo(cast, trials, trials.length)).toThrow(RangeError);
    expect(similarityTo(cast, trials.slice(0, 1), 0).share).toBeGreaterThan(0.3);
  });
});
