import { spellHues } from '@wandcast/protocol/schemas';
import { describe, expect, test } from 'vitest';
import { leastUsedHue as nextHueOfServer } from '../../../../../apps/api/src/curation/import/spell-matcher';
import { leastUsedHue } from '../../../../../apps/web/src/console/book/glyph-editor/spell-draft';
import { patternsOf, spellPatterns } from '../../../../../apps/web/src/shared/design/spell-patterns';
import { spell } from '../../console/fixtures';
import { distance, linearRgb, seen, visions, type Vision } from './color-vision';
import { tokensOf } from './tokens';

/** Smallest distance in OKLab between two spells of one pattern: four times what is just noticeable. */
const LEAST_DISTANCE = 0.08;

/** A book of 24 spells, each with the color that the console offers. */
const book = Array.from({ length: 24 }, (_, i) => i).reduce<ReturnType<typeof spell>[]>(
  (spells, i) => [...spells, spell(`Spell ${i + 1}`, leastUsedHue(spells))],
  [],
);

describe('the marks of spells', () => {
  test('are all different in a book of 24', () => {
    const patterns = patternsOf(book);
    const marks = book.map(({ id, hue }) => `${hue} ${patterns.get(id)}`);
    expect(new Set(marks).size).toBe(24);
  });

  test('start with each color once, before a second pattern is used', () => {
    const patterns = patternsOf(book);
    expect(book.slice(0, 6).map(({ hue }) => hue)).toEqual(spellHues);
    expect(book.map(({ id }) => patterns.get(id))).toEqual(spellPatterns.flatMap((one) => Array<string>(6).fill(one)));
  });

  test('give a new spell the first color that is free, in console and imports', () => {
    const spells = [spell('A', 'ember'), spell('B', 'gale')];
    expect([leastUsedHue(spells), nextHueOfServer(spells)]).toEqual(['tide', 'tide']);
  });

  test('stay those of the book when removed spells follow it', () => {
    const patterns = patternsOf([...book, spell('Removed', 'ember')]);
    expect(book.map(({ id }) => patterns.get(id))).toEqual(book.map(({ id }) => patternsOf(book).get(id)));
  });

  describe.each(['night', 'vellum'] as const)('in the %s theme', (theme) => {
    const tokens = tokensOf(theme);
    const colors = spellHues.map((hue) => linearRgb(tokens[hue] ?? ''));

    test.each(Object.keys(visions) as Vision[])('differ in color or pattern with %s vision', (vision) => {
      const patterns = patternsOf(book);
      for (const [i, one] of book.entries())
        for (const other of book.slice(i + 1)) {
          if (patterns.get(one.id) !== patterns.get(other.id)) continue;
          const [a, b] = [one, other].map(({ hue }) => seen(colors[spellHues.indexOf(hue)] ?? [0, 0, 0], vision));
          expect(distance(a ?? [0, 0, 0], b ?? [0, 0, 0]), `${one.hue} and ${other.hue}`).toBeGreaterThan(
            LEAST_DISTANCE,
          );
        }
    });
  });

  test('are measured by a simulation that keeps grays and confuses red with green', () => {
    for (const vision of Object.keys(visions) as Vision[])
      expect(distance(seen(linearRgb('#808080'), vision), linearRgb('#808080'))).toBeLessThan(0.001);
    const [red, green] = [linearRgb('#c04040'), linearRgb('#7c7c30')];
    expect(distance(seen(red, 'deuteranopia'), seen(green, 'deuteranopia'))).toBeLessThan(distance(red, green) / 2);
  });
});
