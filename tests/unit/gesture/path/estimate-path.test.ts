import { STEPS, estimatePath, motionOf, trim, type Axes, type Point, type Signal } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { heldCasts, holdNames } from '../../../../apps/tools/src/bench/path/held-casts.js';
import { pitchAlignedPath } from '../../../../apps/tools/src/bench/path/pitch-aligned-path.js';
import { shapeError } from '../../../../apps/tools/src/bench/path/shape-error.js';
import { tracedMovement, type TracedMovement } from '../fixtures/traced-movement.js';

/** Right, then down, m. */
const corner: readonly Point[] = [
  { x: -0.2, y: -0.15 },
  { x: 0.2, y: -0.15 },
  { x: 0.2, y: 0.15 },
];
const degrees = Math.PI / 180;

/** The error of the estimate from the first `count` samples. */
function errorOf({ signal, pointAt }: TracedMovement, count = signal.t.length): number {
  const seen = firstSamples(signal, count);
  const { from, to } = trim(seen.t, motionOf(seen));
  const truth = Array.from({ length: STEPS }, (_, i) => pointAt(from + ((to - from) * i) / (STEPS - 1)));
  return shapeError(estimatePath(seen), truth);
}

function firstSamples({ t, linear, gravity, rotation }: Signal, count: number): Signal {
  const first = ({ x, y, z }: Axes): Axes => ({ x: x.slice(0, count), y: y.slice(0, count), z: z.slice(0, count) });
  return {
    t: t.slice(0, count),
    ...(linear && { linear: first(linear) }),
    ...(gravity && { gravity: first(gravity) }),
    ...(rotation && { rotation: first(rotation) }),
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('the estimated path', () => {
  test.each([
    ['upright', {}],
    ['tilted', { pitch: 45 * degrees }],
    ['flat', { pitch: 90 * degrees }],
    ['turned on its side', { pitch: 30 * degrees, roll: 90 * degrees }],
    ['upside down', { roll: 180 * degrees }],
    ['turning with the arm', { pitch: 45 * degrees, turn: 3 }],
  ])('is that of a known movement, with the phone %s', (_, hold) => {
    expect(errorOf(tracedMovement(corner, hold))).toBeLessThan(0.02);
  });

  test('fills a unit box, with y down and in the direction of drawing', () => {
    const points = estimatePath(tracedMovement(corner).signal);
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    expect(points).toHaveLength(STEPS);
    expect(Math.min(...xs)).toBeCloseTo(0, 5);
    expect(Math.max(...xs)).toBeCloseTo(1, 5);
    expect((Math.min(...ys) + Math.max(...ys)) / 2).toBeCloseTo(0.5, 5);
    expect(points.at(-1)?.x).toBeGreaterThan(0.9);
    expect(points.at(-1)?.y).toBeGreaterThan(points[0]?.y ?? 1);
  });

  test.each([25, 30, 40, 50, 60, 70, 80])('follows an unfinished cast, after %i samples', (count) => {
    expect(errorOf(tracedMovement(corner, { pitch: 45 * degrees }), count)).toBeLessThan(0.1);
  });

  test.each([
    ['no rotation rate', ['linear', 'gravity']],
    ['no acceleration without gravity', ['gravity', 'rotation']],
    ['no acceleration with gravity', ['linear', 'rotation']],
    ['acceleration without gravity only', ['linear']],
  ] as const)('needs no complete sensors: %s', (_, channels) => {
    expect(errorOf(tracedMovement(corner, { pitch: 20 * degrees, channels }))).toBeLessThan(0.05);
  });

  test('is roughly right from acceleration including gravity alone', () => {
    const movement = tracedMovement(corner, { pitch: 20 * degrees, channels: ['gravity'] });
    expect(errorOf(movement)).toBeLessThan(0.25);
  });

  test('has all points in the center if nothing moved or nothing was measured', () => {
    const t = Float32Array.from({ length: 30 }, (_, i) => 10 * i);
    const none = new Float32Array(30);
    const still = { x: none, y: none, z: none };
    const signals: Signal[] = [
      { t, linear: still },
      { t, linear: still, rotation: still },
      { t },
      { t: t.slice(0, 1) },
    ];
    for (const signal of [
      ...signals,
      { t: t.slice(0, 0), linear: { x: t.slice(0, 0), y: t.slice(0, 0), z: t.slice(0, 0) } },
    ])
      for (const point of estimatePath(signal)) expect(point).toEqual({ x: 0.5, y: 0.5 });
  });

  test('is the same for the same signal, which it does not change', () => {
    const { signal } = tracedMovement(corner);
    const before = structuredClone(signal);
    expect(estimatePath(signal)).toEqual(estimatePath(signal));
    expect(signal).toEqual(before);
  });

  test.each(holdNames)('of simulated people is closer than pitch alignment gets, with the phone %s', (hold) => {
    const casts = heldCasts({ people: 20, hold, rateHz: 60, seed: 11 });
    const errorBy = (method: (signal: Signal) => Point[]): number =>
      median(casts.map(({ signal, truth }) => shapeError(method(signal), truth)));
    const bound = 0.12;
    expect(errorBy(estimatePath)).toBeLessThan(bound);
    expect(errorBy(pitchAlignedPath)).toBeGreaterThan(bound);
  });
});
