import { shapeOf, type Signal } from '@wandcast/gesture';
import { SHAPE_LIMIT, SHAPE_POINTS, SHAPE_STEP, SHAPE_VALUES } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { recorded } from '../fixtures/synthetic-gestures.js';

const axisOf = (shape: Int8Array, axis: number): number[] =>
  Array.from(shape.subarray(axis * SHAPE_POINTS, (axis + 1) * SHAPE_POINTS));
const strongest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

/** The inverse of `shapeOf`, up to its quantization: columns in m/s^2. */
function signalOfShape(shape: Int8Array, durationMs: number): Signal {
  const axis = (place: number): Float32Array => Float32Array.from(axisOf(shape, place), (steps) => SHAPE_STEP * steps);
  const t = Float32Array.from({ length: SHAPE_POINTS }, (_, i) => (durationMs * i) / (SHAPE_POINTS - 1));
  return { t, linear: { x: axis(0), y: axis(1), z: axis(2) } };
}

describe('the shape of a cast', () => {
  test('has one byte per value and restores the movement up to quantization', () => {
    const shape = shapeOf(recorded());
    expect(shape).toHaveLength(SHAPE_VALUES);
    const [signal, { t, linear }] = [recorded(), signalOfShape(shape, 1800)];
    expect([t[0], t.at(-1), t.length]).toEqual([0, 1800, SHAPE_POINTS]);
    for (const axis of ['x', 'y', 'z'] as const) {
      const [was, is] = [signal.linear?.[axis] ?? [], linear?.[axis] ?? []].map((values) =>
        strongest(Array.from(values)),
      );
      expect(Math.abs((was ?? 0) - (is ?? 0))).toBeLessThan(SHAPE_STEP);
    }
  });

  test('hardly depends on the sample rate', () => {
    const [fast, slow] = [shapeOf(recorded({ rateHz: 94 })), shapeOf(recorded({ rateHz: 50 }))];
    const away = Array.from(fast, (value, i) => Math.abs(value - (slow[i] ?? 0)) * SHAPE_STEP);
    expect(Math.max(...away)).toBeLessThan(1);
  });

  test('is clipped, not wrapped, if the hand was too strong', () => {
    expect(strongest(axisOf(shapeOf(recorded({ gain: 10 })), 1))).toBe(SHAPE_LIMIT);
  });

  test('also works for readings with gravity, and is flat without movement', () => {
    const n = 60;
    const t = Float32Array.from({ length: n }, (_, i) => 16 * i);
    const still = { x: new Float32Array(n), y: new Float32Array(n).fill(9.81), z: new Float32Array(n) };
    const signal: Signal = { t, gravity: still };
    expect(strongest(Array.from(shapeOf(signal)))).toBeLessThanOrEqual(1);
    expect(shapeOf({ t: Float32Array.of(0), linear: still })).toHaveLength(SHAPE_VALUES);
  });
});
