import { NONE, type Spell, type SpellHue, type SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { filtersOf, hashOf } from '../../../../../apps/web/src/console/explore/filters/filter-hash';
import { activeFilterCount, cleared, firstFilters } from '../../../../../apps/web/src/console/explore/filters/filters';
import {
  nearestPlace,
  placesInside,
  rectangleKey,
  type Lasso,
} from '../../../../../apps/web/src/console/explore/map/lasso';
import { countsOf, marksOf } from '../../../../../apps/web/src/console/explore/map/map-marks';
import {
  MAX_ZOOM,
  panned,
  toCanvas,
  toMap,
  viewOfAll,
  zoomed,
  type MapPoint,
} from '../../../../../apps/web/src/console/explore/map/map-view';
import { usefulRows } from '../../../../../apps/web/src/console/explore/plot/plot-panels';
import { overviewOf } from './casts';

const size = { width: 800, height: 600 };
const all = { x: 0, y: 0, scale: 10 };
const places = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);

describe('the view of the map', () => {
  test('shows all casts that have a place, and some space around them', () => {
    const view = viewOfAll(Float32Array.of(-4, 0, NaN, NaN, 12, 8), size);
    expect([view.x, view.y]).toEqual([4, 4]);
    const [left, right] = [toCanvas(view, size, [-4, 4]), toCanvas(view, size, [12, 4])];
    expect(left[0]).toBeGreaterThan(0);
    expect(right[0]).toBeLessThan(800);
  });

  test.each([{ casts: [] }, { casts: [NaN, NaN] }, { casts: [3, 4] }, { casts: [3, 4, 3, 4] }])(
    'is finite for the casts at $casts',
    ({ casts }) => {
      expect(Object.values(viewOfAll(Float32Array.from(casts), size)).every(Number.isFinite)).toBe(true);
    },
  );

  test('keeps the point under the pointer while it zooms, within limits', () => {
    const at: MapPoint = [123, 456];
    const near = zoomed(all, size, at, 3, all);
    expect(near.scale).toBe(30);
    for (const axis of [0, 1] as const) expect(toMap(near, size, at)[axis]).toBeCloseTo(toMap(all, size, at)[axis]);
    expect(zoomed(all, size, at, 1e9, all).scale).toBe(MAX_ZOOM * all.scale);
    expect(zoomed(all, size, at, 1e-9, all).scale).toBe(5);
  });

  test('moves with the pointer', () => {
    expect(toCanvas(panned(all, 30, -20), size, [0, 0])).toEqual([430, 280]);
  });
});

describe('a selection on the map', () => {
  const bow: Lasso = [[0, 0], [10, 0], [10, 10], [5, 2], [0, 10]]; // prettier-ignore

  test('contains what is inside an outline that bends inwards, and no cast without a place', () => {
    const positions = Float32Array.of(1, 1, 5, 8, 9, 8, 11, 1, NaN, NaN, 1, 8);
    expect(Array.from(placesInside(positions, places(6), bow))).toEqual([0, 2, 5]);
    expect(Array.from(placesInside(positions, Uint32Array.of(5, 1), bow))).toEqual([5]); // only of the given casts
    expect(placesInside(positions, places(6), [])).toHaveLength(0);
  });

  test('hits the nearest cast in reach', () => {
    const positions = Float32Array.of(0, 0, 2, 0, NaN, NaN);
    expect(nearestPlace(positions, places(3), [1.5, 0], 1)).toBe(1);
    expect(nearestPlace(positions, places(3), [5, 0], 1)).toBeUndefined();
    expect(nearestPlace(positions, Uint32Array.of(0), [1.5, 0], 2)).toBe(0);
  });

  test('is a rectangle that arrow keys draw, move and resize', () => {
    const onCanvas = (lasso: Lasso | undefined): number[] => {
      const corners = (lasso ?? []).map((point) => toCanvas(all, size, point));
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(Math.round);
    };
    const first = rectangleKey(undefined, 'ArrowUp', false, all, size);
    expect(onCanvas(first)).toEqual([320, 240, 480, 360]);
    expect(onCanvas(rectangleKey(first, 'ArrowUp', false, all, size))).toEqual([320, 215, 480, 335]);
    const wide = rectangleKey(first, 'ArrowRight', true, all, size);
    expect(onCanvas(wide)).toEqual([320, 240, 513, 360]);
    let small = first;
    for (let i = 0; i < 20; i++) small = rectangleKey(small, 'ArrowLeft', true, all, size);
    expect(onCanvas(small)).toEqual([320, 240, 353, 360]); // never empty
    expect(rectangleKey(first, 'a', false, all, size)).toBeUndefined();
  });
});

describe('the marks of the map', () => {
  const spells = ['ember', 'tide', 'gale'].map(
    (id, i): Spell =>
      ({ id: id as SpellId, name: id.toUpperCase(), hue: (['ember', 'ember', 'gale'] as SpellHue[])[i] }) as Spell,
  );
  const overview = overviewOf([
    { said: 0, person: 0 },
    { said: 1, person: 1, recognized: 0 },
    { said: NONE, recognized: 1, person: 1, model: NONE },
  ]);

  test('differ in shape for each spell, even of one hue', () => {
    const { marks, codes } = marksOf(overview, { color: 'spell', rows: 'label' }, spells);
    expect(marks.map(({ text }) => text)).toEqual(['EMBER', 'TIDE', 'No label']);
    expect(new Set(marks.map(({ shape }) => shape)).size).toBe(3);
    expect(Array.from(codes)).toEqual([0, 1, 2]);
    const recognized = marksOf(overview, { color: 'spell', rows: 'recognized' }, spells);
    expect(Array.from(recognized.codes)).toEqual([0, 0, 1]);
  });

  test('tell the wizards with the most casts apart, and count them', () => {
    const marks = marksOf(overview, { color: 'person', rows: 'label' }, spells);
    expect(marks.marks.map(({ text }) => text)).toEqual(['Loud Heron', 'Quiet Otter']);
    expect(countsOf(marks, Uint32Array.of(0, 1, 2))).toEqual([2, 1]);
    expect(countsOf(marks, Uint32Array.of(1))).toEqual([1, 0]);
  });

  test('grow with the doubt of the model, and differ for casts that it did not score', () => {
    const { marks, codes } = marksOf(overview, { color: 'doubt', rows: 'label' }, spells);
    expect(Array.from(codes)).toEqual([1, 1, 4]); // 80% confident, and not scored
    const sizes = marks.slice(0, 4).map(({ size: one }) => one);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(marks[4]?.text).toBe('Not scored');
    const scored = marksOf(overview, { color: 'doubt', rows: 'label' }, spells, Uint8Array.of(99, 255, 45));
    expect(Array.from(scored.codes)).toEqual([0, 1, 3]); // by the map's model, or as when it was cast
  });
});

test('casts are grouped by recognized spell if none has a label', () => {
  const free = { said: NONE, recognized: 1 };
  expect(usefulRows(overviewOf([free, free]))).toBe('recognized');
  expect(usefulRows(overviewOf([free, { said: 0 }]))).toBe('label');
  expect(usefulRows(overviewOf([free, { ...free, label: 0 }]))).toBe('label');
  expect(usefulRows(overviewOf([{ said: NONE, recognized: NONE }]))).toBe('label');
});

test('the picture and its colors are kept in the URL, and when filters are cleared', () => {
  const filters = { ...firstFilters, view: 'map', color: 'doubt' } as const;
  expect(hashOf(filters)).toBe('#explore?view=map&color=doubt');
  expect(filtersOf(hashOf(filters))).toEqual(filters);
  expect(filtersOf('#explore?view=globe&color=red')).toEqual(firstFilters);
  expect(cleared({ ...filters, time: [1, 2] })).toEqual(filters);
  expect(activeFilterCount(filters)).toBe(0);
});
