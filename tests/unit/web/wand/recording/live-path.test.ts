import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { LivePath } from '../../../../../apps/web/src/wand/recording/live-path';
import { SKETCH_SIZE } from '../../../../../apps/web/src/wand/recording/glyph-path';
import { unfinishedPath, type TimedPath } from '../../../../../apps/web/src/wand/recording/sketch-path';

const line = (from: number, to: number, y: number): TimedPath => ({
  from,
  to,
  points: Array.from({ length: 5 }, (_, i) => [i * 10, y] as const),
});

describe('the path of a cast in progress', () => {
  test('is due every 120 ms, and less often on a slow phone', () => {
    const path = new LivePath();
    expect(path.isDue(0)).toBe(true);
    path.update(line(0, 100, 0), 1_000, 1);
    expect([path.isDue(1_119), path.isDue(1_120)]).toEqual([false, true]);
    path.update(line(0, 200, 0), 1_120, 30);
    expect([path.isDue(1_419), path.isDue(1_420)]).toEqual([false, true]);
  });

  test('moves from one estimate to the next without a jump', () => {
    const path = new LivePath();
    path.update(line(0, 100, 0), 0, 1);
    path.update(line(0, 100, 60), 120, 1);
    const height = (now: number): number => path.at(now)[2]?.point[1] ?? NaN;
    expect([120, 150, 180, 240, 500].map(height)).toEqual([0, 15, 30, 60, 60]);
    path.update(line(0, 100, 0), 180, 1);
    expect(height(180)).toBe(30); // begins where it was shown
  });

  test('grows from its tip: a new part begins where the old one ended', () => {
    const path = new LivePath();
    path.update(line(0, 100, 0), 0, 1);
    path.update(line(0, 200, 0), 120, 1);
    const shown = path.at(120);
    expect(shown.map(({ t }) => t)).toEqual([0, 50, 100, 150, 200]);
    expect(shown.map(({ point }) => point[0])).toEqual([0, 20, 40, 40, 40]);
  });

  test('jumps with reduced motion, and is empty while nothing moved', () => {
    const path = new LivePath(false);
    path.update(undefined, 0, 1);
    expect(path.at(60)).toEqual([]);
    path.update(line(0, 100, 0), 120, 1);
    path.update(line(0, 100, 60), 240, 1);
    expect(path.at(240)[0]?.point[1]).toBe(60);
  });

  test('is estimated from the samples so far, and stays inside its box', () => {
    const random = seeded(5);
    const spark = starterSpellbook.find(({ id }) => (id as string) === 'spark')?.glyph ?? '';
    const { t, linear } = simulateCast(parseGlyph(spark), simulatePerson(random), random);
    const samples = Array.from(t, (time, i): Sample => {
      const at = (axis: Float32Array | undefined): number => axis?.[i] ?? 0;
      return { t: time, linear: [at(linear?.x), at(linear?.y), at(linear?.z)] };
    });
    expect(unfinishedPath([])).toBeUndefined();
    expect(unfinishedPath(samples.slice(0, 8).map(({ t }) => ({ t, linear: [0, 0, 0] })))).toBeUndefined();
    for (const count of [30, 60, samples.length]) {
      const path = unfinishedPath(samples.slice(0, count));
      const reach = Math.max(...(path?.points.flat() ?? []).map((value) => Math.abs(value - 50)));
      expect(reach).toBeGreaterThan(1);
      expect(reach).toBeLessThanOrEqual(SKETCH_SIZE / 2 + 1e-9);
      expect(path?.to).toBeLessThanOrEqual(samples[count - 1]?.t ?? 0);
    }
  });
});
