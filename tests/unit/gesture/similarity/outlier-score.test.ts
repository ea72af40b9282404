import {
  MIN_GROUP_SIZE,
  parseGlyph,
  seeded,
  shapeOf,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  writeOutlierScores,
} from '@wandcast/gesture';
import { SHAPE_VALUES } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

/** Shapes of one person's casts: the given number of each spell, one spell after the other. */
function shapesOf(spells: readonly [id: string, casts: number][]): Int8Array {
  const random = seeded(3);
  const person = simulatePerson(random);
  const all = spells.flatMap(([id, casts]) => {
    const glyph = parseGlyph(starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '');
    return Array.from({ length: casts }, () => shapeOf(simulateCast(glyph, person, random)));
  });
  const shapes = new Int8Array(all.length * SHAPE_VALUES);
  for (const [i, shape] of all.entries()) shapes.set(shape, i * SHAPE_VALUES);
  return shapes;
}
const places = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('the outlier score', () => {
  test('is high for casts of another spell', () => {
    const scores = new Float32Array(44);
    writeOutlierScores(shapesOf([['spark', 40], ['tide', 4]]), places(44), scores); // prettier-ignore
    const sorted = places(44).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    expect(sorted.slice(0, 6)).toEqual(expect.arrayContaining([40, 41, 42, 43]));
    expect([scores[sorted[0] ?? 0], scores[sorted[43] ?? 0]]).toEqual([1, 0]);
  });

  test('does not depend on strength', () => {
    const shapes = shapesOf([['gale', 20]]);
    const [before, after] = [new Float32Array(20), new Float32Array(20)];
    writeOutlierScores(shapes, places(20), before);
    for (let i = 0; i < SHAPE_VALUES; i++) shapes[i] = (shapes[i] ?? 0) / 2;
    writeOutlierScores(shapes, places(20), after);
    expect(after[0]).toBeCloseTo(before[0] ?? 0, 0.5);
  });

  test('is 0 in small groups, and untouched in others', () => {
    const few = new Float32Array(10).fill(0.5);
    writeOutlierScores(shapesOf([['veil', 10]]), places(MIN_GROUP_SIZE - 1), few);
    expect(Array.from(few)).toEqual([0, 0, 0, 0, ...new Array<number>(6).fill(0.5)]);
  });

  test('is a number if all casts are flat', () => {
    const scores = new Float32Array(6).fill(NaN);
    writeOutlierScores(new Int8Array(6 * SHAPE_VALUES), places(6), scores);
    expect(Array.from(scores).every(Number.isFinite)).toBe(true);
  });
});
