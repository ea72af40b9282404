import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import {
  placeLabels,
  type LabeledLine,
  type PlacedLabel,
  type Point,
} from '../../../../../apps/web/src/stage/training/place-labels';

const AREA = { left: 0, right: 800, top: -60, bottom: 500 };
const SIZE = { width: 300, height: 34 };
const lineAt = (y: (share: number) => number, points = 20): LabeledLine => ({
  points: Array.from({ length: points }, (_, i) => ({ x: (800 * i) / (points - 1), y: y(i / (points - 1)) })),
  ...SIZE,
});
const flat = (y: number): LabeledLine => lineAt(() => y, 2);
const placedAll = (lines: readonly LabeledLine[]): PlacedLabel[] =>
  placeLabels(lines, [], AREA).map((one) => one ?? none());
function none(): never {
  throw new Error('not placed');
}

/** Height of a line above x. */
function yAt(points: readonly Point[], x: number): number {
  const next = Math.max(
    1,
    points.findIndex((point) => point.x >= x),
  );
  const [a, b] = [points[next - 1] ?? none(), points[next] ?? none()];
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}
const covers = (label: PlacedLabel, { points }: LabeledLine): boolean =>
  Array.from({ length: 60 }, (_, i) => label.x + (SIZE.width * i) / 59).some((x) => {
    const y = yAt(points, x);
    return y > label.y && y < label.y + SIZE.height;
  });

describe('labels of lines', () => {
  test('are directly above or below their line, toward its end', () => {
    const [label] = placedAll([flat(200)]);
    expect(Math.min(Math.abs((label?.y ?? 0) - 200), Math.abs((label?.y ?? 0) + 34 - 200))).toBeLessThan(12);
    expect((label?.x ?? 0) + 300).toBeCloseTo(800);
  });

  test('stay inside their area, even for lines at its edges', () => {
    for (const y of [-40, 0, 490, 500])
      for (const label of placedAll([flat(y)])) {
        expect(label.y).toBeGreaterThanOrEqual(AREA.top);
        expect(label.y + SIZE.height).toBeLessThanOrEqual(AREA.bottom);
      }
  });

  test('neither cover each other nor a line, for two learning curves and a baseline of any height', () => {
    const random = seeded(4);
    for (let round = 0; round < 200; round++) {
      const [best, gap, pace, base] = [40 * random(), 20 + 120 * random(), 3 + 6 * random(), 20 + 360 * random()];
      const curve = (end: number) => lineAt((share) => end + (480 - end) * Math.exp(-pace * share));
      const lines = [curve(best + gap), flat(base), curve(best)];
      const labels = placedAll(lines);
      for (const [i, label] of labels.entries()) {
        expect(lines.filter((line) => covers(label, line))).toEqual([]);
        for (const other of labels.slice(i + 1))
          expect(Math.abs(label.x - other.x) >= SIZE.width || Math.abs(label.y - other.y) >= SIZE.height).toBe(true);
      }
    }
  });

  test('are connected to their line if there is only room further away, past no other label', () => {
    const lines = [flat(40), flat(52), flat(64)];
    const labels = placedAll(lines);
    const far = labels.flatMap(({ leader }) => leader ?? []);
    expect(far).toHaveLength(1);
    for (const { x, from, until } of far) {
      expect([40, 52, 64]).toContain(until);
      const passed = labels.filter(
        (label) => x > label.x && x < label.x + SIZE.width && from < label.y !== until < label.y,
      );
      expect(passed).toEqual([]);
    }
  });

  test('are all next to their line if any order of placing them allows it', () => {
    const curve = (end: number) => lineAt((share) => end + (480 - end) * Math.exp(-5 * share));
    const labels = placedAll([curve(43), flat(78), curve(14)]);
    expect(labels.map(({ leader }) => leader)).toEqual([undefined, undefined, undefined]);
  });

  test('keep away from obstacles', () => {
    const [label] = placeLabels([flat(200)], [{ x: 780, y: 178, width: 44, height: 44 }], AREA);
    expect((label?.x ?? 0) + 300).toBeLessThanOrEqual(780);
  });

  test('are left out for a line without points', () => {
    expect(placeLabels([{ points: [], ...SIZE }, flat(100)], [], AREA)[0]).toBeUndefined();
  });
});
