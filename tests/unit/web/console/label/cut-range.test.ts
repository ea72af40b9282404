import { describe, expect, test } from 'vitest';
import {
  canSplit,
  canTrim,
  movedBy,
  splitAt,
  withHandle,
} from '../../../../../apps/web/src/console/label/cut/cut-range';

describe('the handles of a cut', () => {
  test('stay within the cast, and keep a part that is long enough', () => {
    const range = { from: 300, until: 1_500 };
    expect(withHandle(range, 'from', -50, 2_000)).toEqual({ from: 0, until: 1_500 });
    expect(withHandle(range, 'from', 1_400, 2_000)).toEqual({ from: 1_100, until: 1_500 });
    expect(withHandle(range, 'until', 9_000, 2_000)).toEqual({ from: 300, until: 2_000 });
    expect(withHandle(range, 'until', 0, 2_000)).toEqual({ from: 300, until: 700 });
    expect([splitAt(0, 2_000), splitAt(812.4, 2_000), splitAt(1_990, 2_000)]).toEqual([400, 812, 1_600]);
  });
  test('are moved by arrow keys, further with Shift, and to both ends', () => {
    expect(movedBy('ArrowLeft', false, 500, 2_000)).toBe(480);
    expect(movedBy('ArrowRight', true, 500, 2_000)).toBe(700);
    expect([movedBy('Home', false, 500, 2_000), movedBy('End', false, 500, 2_000)]).toEqual([0, 2_000]);
    expect(movedBy('x', false, 500, 2_000)).toBeUndefined();
  });
  test('exist only for casts that are long enough', () => {
    expect([canTrim(400), canTrim(401), canSplit(799), canSplit(800)]).toEqual([false, true, false, true]);
  });
});
