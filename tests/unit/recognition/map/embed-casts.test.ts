import { gaussian, seeded, type Random } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { embedCasts } from '../../../../libs/recognition/src/map/embed-casts.js';
import { centerOf, squaredDistance, type MapPosition } from '../../../../libs/recognition/src/map/map-position.js';
import { placeAmong } from '../../../../libs/recognition/src/map/place-among.js';
import { principalPlane } from '../../../../libs/recognition/src/map/principal-plane.js';
import { alignmentOf } from '../../../../libs/recognition/src/map/procrustes.js';

const SIZE = 16;
const GROUPS = 6;

/** Casts of several groups around random centers. */
function groupedRows(count: number, random: Random, centers = centersOf(random)): Float32Array[] {
  return Array.from({ length: count }, (_, i) =>
    Float32Array.from(centers[i % GROUPS] ?? [], (value) => value + gaussian(random)),
  );
}
const centersOf = (random: Random): number[][] =>
  Array.from({ length: GROUPS }, () => Array.from({ length: SIZE }, () => 3 * gaussian(random)));

/** Share of the ten nearest neighbors of each cast that are of its group. */
function agreement(positions: readonly MapPosition[]): number {
  let same = 0;
  for (const [i, own] of positions.entries()) {
    const others = positions.map((at, j) => ({ j, distance: j === i ? Infinity : squaredDistance(own, at) }));
    others.sort((a, b) => a.distance - b.distance);
    same += others.slice(0, 10).filter(({ j }) => j % GROUPS === i % GROUPS).length;
  }
  return same / (10 * positions.length);
}

/** Median distance between two maps of the same casts, as a share of the mean distance from the center. */
function moved(from: readonly MapPosition[], to: readonly MapPosition[]): number {
  const center = centerOf(from);
  const spread = from.reduce((sum, at) => sum + Math.sqrt(squaredDistance(at, center)), 0) / from.length;
  const distances = from.map((at, i) => Math.sqrt(squaredDistance(at, to[i] ?? [Infinity, Infinity])));
  return (distances.sort((a, b) => a - b)[from.length >> 1] ?? NaN) / spread;
}

describe('the map of casts', () => {
  test('makes neighbors of casts that are alike, better than the principal plane does', () => {
    const rows = groupedRows(240, seeded(1));
    const map = agreement(embedCasts(rows));
    expect(map).toBeGreaterThan(0.9);
    expect(map).toBeGreaterThan(agreement(principalPlane(rows, 5)));
  });

  test('is the same for the same casts', () => {
    const rows = groupedRows(60, seeded(2));
    expect(embedCasts(rows)).toEqual(embedCasts(rows));
  });

  test('keeps its arrangement when the features change, as they do after a training', () => {
    const random = seeded(3);
    const rows = groupedRows(240, random);
    const before = embedCasts(rows);
    // Another model's features: turned into other directions, and a little different.
    const turn = Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => gaussian(random) / 4));
    const next = rows.map((row) =>
      Float32Array.from(turn, (to) =>
        to.reduce((sum, weight, i) => sum + weight * (row[i] ?? 0), 0.2 * gaussian(random)),
      ),
    );
    const kept = embedCasts(next, before);
    expect(moved(before, kept)).toBeLessThan(0.25);
    expect(agreement(kept)).toBeGreaterThan(0.9);
    expect(moved(before, embedCasts(next))).toBeGreaterThan(2 * moved(before, kept)); // without the earlier positions
  });

  test('places casts that it did not know among those that they are like', () => {
    const random = seeded(4);
    const centers = centersOf(random);
    const [known, others] = [groupedRows(180, random, centers), groupedRows(60, random, centers)];
    const positions = embedCasts(known);
    const placed = others.map((row) => placeAmong(row, { features: known, positions }));
    expect(agreement([...positions, ...placed])).toBeGreaterThan(0.9);
    expect(agreement(embedCasts([...known, ...others], positions))).toBeGreaterThan(0.9); // and they can join the map
  });

  test('places a cast at the mean of its three nearest landmarks, the closer the heavier', () => {
    const random = seeded(6);
    const features = groupedRows(90, random);
    const positions = features.map((_, i): MapPosition => [i, -i]);
    for (const row of groupedRows(20, random)) {
      const nearest = features
        .map((landmark, i) => ({ i, weight: 1 / squaredDistance(row, landmark) }))
        .sort((a, b) => b.weight - a.weight)
        .slice(0, 3);
      const total = nearest.reduce((sum, { weight }) => sum + weight, 0);
      const mean = nearest.reduce((sum, { i, weight }) => sum + (i * weight) / total, 0);
      const [x, y] = placeAmong(row, { features, positions });
      expect(x).toBeCloseTo(mean, 5);
      expect(y).toBeCloseTo(-mean, 5);
    }
  });

  test('grows from a first part, which keeps its arrangement', () => {
    const rows = groupedRows(300, seeded(7));
    const first = embedCasts(rows.slice(0, 60));
    const whole = embedCasts(rows, rows.map((_, i) => first[i])); // prettier-ignore
    expect(agreement(whole)).toBeGreaterThan(0.9);
    expect(moved(first, whole.slice(0, 60))).toBeLessThan(0.4);
  });

  test.each([0, 1, 2, 3, 5, 6, 7, 16])('has a place for each of %i casts', (count) => {
    const positions = embedCasts(groupedRows(count, seeded(5)));
    expect(positions).toHaveLength(count);
    expect(positions.flat().every(Number.isFinite)).toBe(true);
    expect(
      embedCasts(groupedRows(count, seeded(5)), positions)
        .flat()
        .every(Number.isFinite),
    ).toBe(true);
  });

  test('accepts equal casts and features that are no numbers', () => {
    const equal = Array.from({ length: 30 }, () => new Float32Array(SIZE).fill(NaN));
    expect(embedCasts(equal).flat().every(Number.isFinite)).toBe(true);
  });
});

describe('the alignment of two maps', () => {
  const shape: MapPosition[] = [[0, 0], [4, 0], [4, 1], [1, 3]]; // prettier-ignore

  test.each([
    { name: 'turned', change: ([x, y]: MapPosition): MapPosition => [-y, x] },
    { name: 'mirrored', change: ([x, y]: MapPosition): MapPosition => [-x, y] },
    { name: 'shifted and scaled', change: ([x, y]: MapPosition): MapPosition => [3 * x - 7, 3 * y + 2] },
  ])('undoes that a map was $name', ({ change }) => {
    const from = shape.map(change);
    const align = alignmentOf(from, shape);
    from.forEach((at, i) => {
      expect(Math.sqrt(squaredDistance(align(at), shape[i] ?? []))).toBeLessThan(1e-9);
    });
  });

  test('changes nothing if two casts or fewer are in both maps', () => {
    expect(alignmentOf([[1, 2]], [[5, 5]])([1, 2])).toEqual([1, 2]);
    expect(alignmentOf([], [])([1, 2])).toEqual([1, 2]);
  });
});
