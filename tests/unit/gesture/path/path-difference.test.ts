import {
  estimatePath,
  glyphPoints,
  parseGlyph,
  pathDifference,
  pathSimilarity,
  seeded,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  type Point,
} from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const CASTS = 40;
const POINTS = 60;

const book = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyphPoints(glyph ?? '', POINTS)]));
const glyphOf = (spell: string): Point[] => book.get(spell) ?? [];

/** The ways in which somebody draws a glyph in a box of 100 x 100. */
const ways: Readonly<Record<string, (points: Point[]) => Point[]>> = {
  right: (points) => points,
  backwards: (points) => points.toReversed(),
  mirrored: (points) => points.map(({ x, y }) => ({ x: 100 - x, y })),
  'upside-down': (points) => points.map(({ x, y }) => ({ x, y: 100 - y })),
  turned: (points) => points.map(({ x, y }) => ({ x: 100 - y, y: x })),
  'first-part': (points) => points.slice(0, POINTS / 2),
  'last-part': (points) => points.slice(POINTS / 2),
};
const drawn = (spell: string, way: string): Point[] => ways[way]?.(glyphOf(spell)) ?? [];

/** The estimated paths of simulated people who draw these points. */
function sketchesOf(points: readonly Point[], seed = 11): Point[][] {
  const random = seeded(seed);
  const stroke = parseGlyph(points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(''));
  return Array.from({ length: CASTS }, () =>
    estimatePath(simulateCast(stroke, simulatePerson(random), random, { gravity: true })),
  );
}
const shareOf = (spell: string, paths: readonly Point[][], kinds: readonly string[]): number =>
  paths.filter((path) => kinds.includes(pathDifference(path, glyphOf(spell)).kind)).length / paths.length;

describe('the difference between a path and a glyph', () => {
  test.each([...book.keys()])('is none for %s itself, at any place and size', (spell) => {
    const path = glyphOf(spell).map(({ x, y }) => ({ x: 3 + x / 50, y: y / 50 - 7 }));
    expect(pathDifference(path, glyphOf(spell))).toEqual({ kind: 'same' });
    expect(pathSimilarity(path, glyphOf(spell))).toBe(1);
  });

  // Bloom and Veil are symmetric: mirrored, they are drawn backwards.
  test.each([
    ['ember', 'backwards'],
    ['ember', 'mirrored'],
    ['ember', 'upside-down'],
    ['ember', 'turned'],
    ['ember', 'first-part'],
    ['tide', 'backwards'],
    ['tide', 'first-part'],
    ['bloom', 'backwards'],
    ['bloom', 'upside-down'],
    ['bloom', 'last-part'],
    ['spark', 'backwards'],
    ['spark', 'mirrored'],
    ['spark', 'upside-down'],
    ['veil', 'backwards'],
    ['veil', 'upside-down'],
    ['veil', 'first-part'],
  ])('of %s drawn %s is that, for most people', (spell, way) => {
    expect(pathDifference(drawn(spell, way), glyphOf(spell))).toEqual({ kind: way });
    expect(shareOf(spell, sketchesOf(drawn(spell, way)), [way])).toBeGreaterThan(0.6);
  });

  test.each([...book.keys()])('is rarely a transformation for a correct %s', (spell) => {
    const wrong = ['backwards', 'mirrored', 'upside-down', 'turned'];
    expect(shareOf(spell, sketchesOf(glyphOf(spell)), wrong)).toBeLessThanOrEqual(0.05);
  });

  test('names the side of the start', () => {
    const difference = pathDifference(glyphOf('spark'), glyphOf('ember'));
    expect(difference).toEqual({ kind: 'start', started: 'top', starts: 'bottom' });
  });

  test('counts turns', () => {
    expect(pathDifference(glyphOf('veil'), glyphOf('bloom')).kind).toBe('fewer-turns');
    expect(pathDifference(glyphOf('bloom'), glyphOf('veil')).kind).toBe('more-turns');
  });
});

test('the similarity of a path to a glyph is higher for its own spell than for any other', () => {
  for (const spell of ['tide', 'spark', 'veil', 'ember']) {
    const median = (of: string): number => {
      const values = sketchesOf(glyphOf(spell)).map((path) => pathSimilarity(path, glyphOf(of)));
      return values.sort((a, b) => a - b)[CASTS / 2] ?? NaN;
    };
    expect(median(spell)).toBeGreaterThan(0.75);
    for (const other of book.keys()) if (other !== spell) expect(median(other)).toBeLessThan(0.75);
  }
});
