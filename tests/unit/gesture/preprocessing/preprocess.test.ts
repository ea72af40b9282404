import { STEPS, channels, motionOf, pitchAlign, prepare, seeded, type Signal } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { analytic, distance, recorded, reversed, tilted } from '../fixtures/synthetic-gestures.js';

const features = (signal: Signal): Float32Array => channels(pitchAlign(prepare(signal)));
const norm = (values: Float32Array): number => Math.hypot(...values) / Math.sqrt(values.length);

describe('a prepared cast', () => {
  test('has 64 steps on three axes for any recording', () => {
    for (const rateHz of [10, 20, 60, 94, 500]) expect(prepare(recorded({ rateHz }))).toHaveLength(3 * STEPS);
  });

  test('follows the movement despite jittered times', () => {
    const random = seeded(1);
    for (let k = 0; k < 10; k++) {
      const signal = recorded({ restMs: -200, jitter: 0.8, random }); // from the middle of the movement: nothing to trim
      const [start, end] = [signal.t[0] ?? NaN, signal.t[signal.t.length - 1] ?? NaN];
      const prepared = prepare(signal);
      const truth = prepared.map((_, i) => {
        const time = start + ((end - start) * (i % STEPS)) / (STEPS - 1);
        return analytic((time + 200) / 1200)[Math.floor(i / STEPS) as 0 | 1 | 2];
      });
      expect(distance(prepared, truth) / norm(truth)).toBeLessThan(0.02);
    }
  });

  test('does not depend on how long the hand rested before and after', () => {
    const short = prepare(recorded({ restMs: 100 }));
    for (const restMs of [200, 500, 1000])
      expect(distance(prepare(recorded({ restMs })), short) / norm(short)).toBeLessThan(0.08);
  });

  test('averages the noise of a fast phone instead of picking single readings', () => {
    const random = seeded(2);
    const quiet = recorded({ rateHz: 400, restMs: 0 });
    const x = quiet.linear?.x.map((value) => value + 4 * (random() - 0.5)) ?? new Float32Array();
    const noisy = { t: quiet.t, linear: { ...motionOf(quiet), x } };
    const noiseSd = 4 / Math.sqrt(12);
    expect(distance(prepare(noisy).subarray(0, STEPS), prepare(quiet).subarray(0, STEPS))).toBeLessThan(0.5 * noiseSd);
  });

  test('keeps a recording whole if it is too short to trim', () => {
    const t = Float32Array.of(0, 50, 100, 150);
    const rising = Float32Array.of(0, 0, 0, 9);
    const prepared = prepare({ t, linear: { x: rising, y: rising, z: rising } });
    expect(prepared[0]).toBe(0);
    expect(prepared.subarray(0, 20).every((value) => value === 0)).toBe(true);
    expect(prepared[STEPS - 1]).toBeGreaterThan(8);
  });

  test('is finite even for an empty recording, one sample, or one instant', () => {
    const still = (count: number, value: number): Signal => {
      const column = new Float32Array(count).fill(value);
      return { t: new Float32Array(count), linear: { x: column, y: column, z: column } };
    };
    expect(prepare(still(0, 0)).every((value) => value === 0)).toBe(true);
    expect(prepare(still(1, 3)).every((value) => value === 3)).toBe(true);
    expect(prepare(still(40, 3)).every((value) => value === 3)).toBe(true);
    for (const signal of [still(0, 0), still(1, 3), still(40, 3), { t: new Float32Array(30) }])
      expect(features(signal).every(Number.isFinite)).toBe(true);
  });
});

describe('the channels of a cast', () => {
  test('do not depend on strength', () => {
    const reference = features(recorded());
    for (const gain of [0.1, 3, 20]) expect(distance(features(recorded({ gain })), reference)).toBeLessThan(1e-3);
  });

  test('hardly depend on the rate', () => {
    const reference = features(recorded());
    for (const rateHz of [20, 30, 60, 100, 200])
      expect(distance(features(recorded({ rateHz })), reference), `${rateHz} Hz`).toBeLessThan(0.12);
  });

  test('hardly depend on the speed', () => {
    const reference = features(recorded());
    for (const durationMs of [800, 2400])
      expect(distance(features(recorded({ durationMs })), reference)).toBeLessThan(0.15);
  });

  test('distinguish a gesture from its reverse, its mirror image and its negation', () => {
    const signal = recorded();
    const { x, y, z } = motionOf(signal);
    const flip = (values: Float32Array): Float32Array => values.map((value) => -value);
    const others = [
      reversed(signal),
      { t: signal.t, linear: { x: flip(x), y, z } },
      { t: signal.t, linear: { x: flip(x), y: flip(y), z: flip(z) } },
    ];
    for (const other of others) expect(distance(features(other), features(signal))).toBeGreaterThan(0.7);
  });

  test('are acceleration, then velocity, then position, each scaled to 1', () => {
    const all = features(recorded());
    expect(all).toHaveLength(9 * STEPS);
    for (const block of [0, 1, 2]) {
      const values = all.subarray(3 * STEPS * block, 3 * STEPS * (block + 1));
      const mean = block === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(norm(values.map((value) => value - mean))).toBeCloseTo(1, 3);
    }
    const [velocity, position] = [all.subarray(3 * STEPS, 4 * STEPS), all.subarray(6 * STEPS, 7 * STEPS)];
    const meanVelocity = velocity.reduce((sum, value) => sum + value, 0) / STEPS;
    const steps = Array.from(position.subarray(1), (value, i) => value - (position[i] ?? NaN));
    const scale = (steps[10] ?? NaN) / ((velocity[11] ?? NaN) - meanVelocity);
    steps.forEach((step, i) => {
      expect(step).toBeCloseTo(scale * ((velocity[i + 1] ?? NaN) - meanVelocity), 4);
    });
  });
});

describe('pitch alignment', () => {
  const upright = pitchAlign(prepare(recorded()));

  test('makes a flat phone and an upright one agree', () => {
    for (const degrees of [-30, 10, 45, 70, 90]) {
      const held = tilted(upright, (degrees * Math.PI) / 180);
      expect(distance(pitchAlign(held), upright), `${degrees} degrees`).toBeLessThan(1e-4);
    }
  });

  test('moves most of the movement to y and keeps x', () => {
    const prepared = prepare(recorded());
    const aligned = pitchAlign(prepared);
    expect(aligned.subarray(0, STEPS)).toEqual(prepared.subarray(0, STEPS));
    expect(norm(aligned.subarray(STEPS, 2 * STEPS))).toBeGreaterThan(norm(aligned.subarray(2 * STEPS)));
  });

  test('is idempotent and does not modify its input', () => {
    const before = upright.slice();
    expect(distance(pitchAlign(upright), upright)).toBeLessThan(1e-4);
    expect(upright).toEqual(before);
  });
});
