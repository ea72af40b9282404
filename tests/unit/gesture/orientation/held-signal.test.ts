import {
  heldSignal,
  holdNames,
  holdRotation,
  inverseRotation,
  magnitude,
  parseGlyph,
  randomRotation,
  seeded,
  simulateCast,
  simulatePerson,
  type Axes,
  type Signal,
} from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { gravityOf } from '../fixtures/held-phone.js';

const channels = ['linear', 'gravity', 'rotation'] as const;

const casts: readonly Signal[] = Array.from({ length: 5 }, (_, i) => {
  const random = seeded(i);
  return simulateCast(parseGlyph('M10 80 L50 20 L90 80'), simulatePerson(random), random, { gravity: true });
});

function expectClose(one: Float32Array, other: Float32Array, digits: number): void {
  expect(one.length).toBe(other.length);
  one.forEach((value, i) => {
    expect(value).toBeCloseTo(other[i] ?? NaN, digits);
  });
}

describe.each(holdNames)('a cast of a phone held %s', (hold) => {
  const rotations = casts.map((_, i) => holdRotation(hold, seeded(i)));

  test('is the original once the hold is undone', () => {
    for (const [i, cast] of casts.entries()) {
      const matrix = rotations[i] ?? holdRotation('upright', Math.random);
      const back = heldSignal(heldSignal(cast, matrix), inverseRotation(matrix));
      expect(back.t).toEqual(cast.t);
      for (const channel of channels)
        for (const axis of ['x', 'y', 'z'] as const)
          expectClose(back[channel]?.[axis] ?? cast.t, cast[channel]?.[axis] ?? cast.t, 3);
    }
  });

  test('has readings as strong as the original ones, and as far from each other', () => {
    const none: Axes = { x: new Float32Array(), y: new Float32Array(), z: new Float32Array() };
    for (const [i, cast] of casts.entries()) {
      const held = heldSignal(cast, rotations[i] ?? holdRotation('upright', Math.random));
      for (const channel of channels)
        expectClose(magnitude(held[channel] ?? none), magnitude(cast[channel] ?? none), 2);
      const triple = ({ linear, gravity, rotation }: Signal, at: number): number =>
        [0, 1, 2].reduce((sum, k) => {
          const part = (axes: Axes | undefined, shift: number): number =>
            [axes?.x, axes?.y, axes?.z][(k + shift) % 3]?.[at] ?? NaN;
          const cross = part(gravity, 1) * part(rotation, 2) - part(gravity, 2) * part(rotation, 1);
          return sum + part(linear, 0) * cross;
        }, 0);
      // A mirrored phone would change the sign of the triple product.
      const [was, is] = [triple(cast, 40), triple(held, 40)];
      expect(Math.abs(is - was)).toBeLessThan(1e-3 * Math.abs(was) + 0.05);
    }
  });
});

test('a phone like a torch feels gravity on its screen, as the fixture of a flat hold does', () => {
  const [up, [x, y, z]] = [gravityOf({ back: 0 }), gravityOf({ back: 90 })];
  const one = (value: number): Float32Array => new Float32Array([value]);
  const still: Signal = { t: one(0), gravity: { x: one(up[0]), y: one(up[1]), z: one(up[2]) } };
  const flat = heldSignal(still, holdRotation('flat', Math.random)).gravity;
  expectClose(Float32Array.of(flat?.x[0] ?? NaN, flat?.y[0] ?? NaN, flat?.z[0] ?? NaN), Float32Array.of(x, y, z), 4);
});

test('random holds turn up everywhere alike', () => {
  const random = seeded(7);
  const mean = [0, 0, 0];
  for (let i = 0; i < 2_000; i++) {
    const [, , [a, b, c]] = randomRotation(random);
    [a, b, c].forEach((value, k) => (mean[k] = (mean[k] ?? 0) + value / 2_000));
  }
  for (const value of mean) expect(Math.abs(value)).toBeLessThan(0.05);
});
