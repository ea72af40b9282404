import { describe, expect, test } from 'vitest';
import { PointerPath, type PointerPosition } from '../../../../../apps/web/src/shared/sensor/pointer-motion';

/** Samples of a path with a position every `stepMs`. */
function samplesOf(place: (t: number) => readonly [number, number], durationMs: number, stepMs: number) {
  const at = (t: number): PointerPosition => ({ t: 5_000 + t, x: place(t)[0], y: place(t)[1] });
  const path = new PointerPath(at(0));
  const samples = [];
  for (let t = stepMs; t <= durationMs; t += stepMs) samples.push(...path.add(at(t)));
  samples.push(...path.finish(5_000 + durationMs));
  return samples;
}

describe('the acceleration of a pointer', () => {
  test.each([4, 8.3, 16.7])('is centripetal on a circle, with an event every %d ms', (stepMs) => {
    const radius = 0.1;
    const omega = 2 * Math.PI; // once a second
    const circle = (t: number) =>
      [radius * Math.cos((omega * t) / 1_000), radius * Math.sin((omega * t) / 1_000)] as const;
    const samples = samplesOf(circle, 1_500, stepMs);
    const middle = samples.filter(({ t }) => t > 200 && t < 1_200);
    expect(middle.length).toBeGreaterThan(50);
    for (const { t, linear } of middle) {
      const [x, y] = circle(t);
      expect(linear?.[0]).toBeCloseTo(-omega * omega * x, 0);
      expect(linear?.[1]).toBeCloseTo(-omega * omega * y, 0);
      expect(linear?.[2]).toBe(0);
    }
  });

  test('is zero at constant speed, positive at the start and negative at the end', () => {
    const samples = samplesOf((t) => [0.0004 * t, 0], 1_000, 8);
    const x = (from: number, to: number) =>
      samples.filter(({ t }) => t >= from && t <= to).map(({ linear }) => linear?.[0] ?? 0);
    expect(Math.max(...x(150, 800).map(Math.abs))).toBeLessThan(0.05);
    expect(Math.max(...x(0, 60))).toBeGreaterThan(2);
    expect(Math.min(...x(940, 1_000))).toBeLessThan(-2);
  });

  test('is zero at rest, although browsers send no events then', () => {
    const path = new PointerPath({ t: 0, x: 0, y: 0 });
    const samples = [...path.add({ t: 800, x: 0.001, y: 0 }), ...path.finish(820)];
    expect(samples.length).toBeGreaterThan(45);
    for (const { t, linear } of samples) if (t < 700) expect(linear).toEqual([0, 0, 0]);
  });

  test('is sampled at 60 Hz from 0 to the end, with ascending times', () => {
    const samples = samplesOf((t) => [0.0002 * t, 0], 600, 10);
    expect(samples[0]?.t).toBe(0);
    expect(samples.at(-1)?.t).toBeGreaterThan(580);
    samples.slice(1).forEach(({ t }, i) => {
      expect(t - (samples[i]?.t ?? 0)).toBeCloseTo(1_000 / 60, 6);
    });
  });

  test('ignores events out of order', () => {
    const path = new PointerPath({ t: 100, x: 0, y: 0 });
    path.add({ t: 200, x: 0.1, y: 0 });
    expect(path.add({ t: 150, x: 9, y: 9 })).toEqual([]);
  });
});
