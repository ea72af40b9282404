import { reactions } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  CALM_FLOAT_MS,
  FLOAT_MS,
  MAX_FLOATING,
  addFloating,
  floatLook,
} from '../../../../../apps/web/src/stage/reactions/floating-reactions';
import {
  LOCATED_MS,
  activeLocated,
  overlap,
  placeLabels,
} from '../../../../../apps/web/src/stage/reactions/located-labels';

const noMark = () => undefined;
const heart = (slot: number) => ({ slot, reaction: 'heart' as const });

describe('reactions', () => {
  test('rise from the mark of their participant, or from the lower edge', () => {
    const mark = { x: 400, y: 700, r: 50 };
    const [own, other] = addFloating([], [heart(1), heart(2)], (slot) => (slot === 1 ? mark : undefined), 0, FLOAT_MS);
    expect(own).toMatchObject({ x: 400, y: 650 });
    expect(other?.y).toBeGreaterThan(1_000);
    if (own === undefined) throw new Error('nothing floats');
    const [start, later] = [floatLook(own, 200, false), floatLook(own, 2_000, false)];
    expect(later.y).toBeLessThan(start.y - 100);
    expect(floatLook(own, FLOAT_MS, false).alpha).toBe(0);
  });

  test('stay in place with reduced motion', () => {
    const [one] = addFloating([], [heart(1)], noMark, 0, CALM_FLOAT_MS);
    if (one === undefined) throw new Error('nothing floats');
    const [a, b] = [floatLook(one, 300, true), floatLook(one, 900, true)];
    expect([a.x, a.y, a.size]).toEqual([b.x, b.y, b.size]);
    expect(b.alpha).toBe(1);
  });

  test('are at most sixty; more are merged, and none is lost', () => {
    const storm = Array.from({ length: 1_000 }, (_, slot) => ({ slot, reaction: reactions[slot % 5] ?? 'heart' }));
    const floating = addFloating([], storm, noMark, 0, FLOAT_MS);
    expect(floating).toHaveLength(MAX_FLOATING);
    expect(floating.reduce((sum, { count }) => sum + count, 0)).toBe(1_000);
    const more = addFloating(floating, [heart(3)], noMark, 100, FLOAT_MS);
    expect(more.reduce((sum, { count }) => sum + count, 0)).toBe(1_001);
    expect(addFloating(more, [heart(3)], noMark, 200 + FLOAT_MS, FLOAT_MS)).toHaveLength(1);
  });

  test('of a new kind replace the oldest if all places are taken', () => {
    const full = addFloating([], Array.from({ length: MAX_FLOATING }, (_, i) => heart(i)), noMark, 0, FLOAT_MS); // prettier-ignore
    const next = addFloating(full, [{ slot: 1, reaction: 'wonder' }], noMark, 10, FLOAT_MS);
    expect(next).toHaveLength(MAX_FLOATING);
    expect(next.at(-1)).toMatchObject({ reaction: 'wonder', count: 1 });
  });

  test('stay on the picture', () => {
    const floating = addFloating([], Array.from({ length: 60 }, (_, i) => heart(i)), noMark, 0, FLOAT_MS); // prettier-ignore
    for (const one of floating)
      for (let now = 0; now < FLOAT_MS; now += 100) {
        const { x, y } = floatLook(one, now, false);
        expect([x > 60, x < 1_860, y > 0, y < 1_080]).toEqual([true, true, true, true]);
      }
  });
});

describe('marks of people who ask where they are', () => {
  test('flash for two and a half seconds, each once', () => {
    const events = [
      { slot: 1, at: 0 },
      { slot: 2, at: 1_000 },
      { slot: 1, at: 1_500 },
    ];
    expect(activeLocated(events, 2_000).map(({ slot, at }) => [slot, at])).toEqual([[2, 1_000], [1, 1_500]]); // prettier-ignore
    expect(activeLocated(events, 1_500 + LOCATED_MS)).toEqual([]);
  });

  test('have labels that do not overlap and stay in the area', () => {
    const area = { x: 56, y: 20, width: 1_210, height: 1_040 };
    const marks = Array.from({ length: 8 }, (_, i) => ({ x: 60 + 30 * i, y: 300 + 10 * i, r: 20, width: 420 }));
    const labels = placeLabels(marks, area);
    for (const [i, a] of labels.entries()) {
      expect([a.x >= area.x, a.x + a.width <= area.x + area.width, a.y >= area.y]).toEqual([true, true, true]);
      expect(a.y + a.height).toBeLessThanOrEqual(area.y + area.height);
      for (const b of labels.slice(i + 1)) expect(overlap(a, b)).toBe(false);
      for (const { x, y, r } of marks)
        expect(overlap(a, { x: x - r, y: y - r, width: 2 * r, height: 2 * r })).toBe(false);
    }
  });
});
