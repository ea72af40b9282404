import {
  STEPS,
  heldSignal,
  holdRotation,
  parseGlyph,
  seeded,
  simulateCast,
  simulatePerson,
  type Signal,
} from '@wandcast/gesture';
import { castPrefix } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';
import { toStartAxes } from '../../../../libs/recognition/src/live/live-axes';
import { LIVE_ROWS, channelsOf, liveInput } from '../../../../libs/recognition/src/live/live-input';
import { levelView, partialMovementOf, seenMovement, startView } from '../../../../libs/recognition/src/live/live-view';

const steps = (at: (i: number) => readonly [number, number, number]) => {
  const values = new Float32Array(3 * STEPS);
  for (let i = 0; i < STEPS; i++) at(i).forEach((value, axis) => (values[axis * STEPS + i] = value));
  return values;
};

/** Rest, half a second of movement along y, and rest again, 100 Hz. */
function pausing(restBefore: number, restAfter: number): Signal {
  const n = restBefore + 50 + restAfter;
  const still = new Float32Array(n);
  const y = still.map((_, i) => (i >= restBefore && i < restBefore + 50 ? 5 : 0));
  return { t: still.map((_, i) => 10 * i), linear: { x: still, y, z: still } };
}

describe('a cast in progress', () => {
  test('starts with the movement and ends now, even if the hand rests', () => {
    expect(partialMovementOf(pausing(40, 0)).seconds).toBeCloseTo(0.54); // 50 ms before the first sample that moves
    expect(partialMovementOf(pausing(40, 30)).seconds).toBeCloseTo(0.84);
  });

  test('is the same at any rate', () => {
    const { t, linear } = pausing(20, 0);
    const half = (values: Float32Array) => values.filter((_, i) => i % 2 === 0);
    const axes = linear && { x: half(linear.x), y: half(linear.y), z: half(linear.z) };
    const slow = partialMovementOf({ t: half(t), ...(axes && { linear: axes }) });
    expect(slow.seconds).toBeCloseTo(partialMovementOf({ t, ...(linear && { linear }) }).seconds, 1);
  });

  test('is straight in the axes at its start although the phone turns', () => {
    const angle = (i: number) => (i / (STEPS - 1)) * (Math.PI / 2);
    const turned = toStartAxes({
      acceleration: steps((i) => [1, 2 * Math.cos(angle(i)), -2 * Math.sin(angle(i))]), // (1, 2, 0) as the phone sees it
      rotation: steps(() => [90, 0, 0]),
      seconds: 1,
      isTracked: false,
    });
    turned.acceleration.forEach((value, i) => {
      expect(value).toBeCloseTo(i < STEPS ? 1 : i < 2 * STEPS ? 2 : 0, 4);
    });
    expect(turned.rotation?.slice(0, STEPS).every((rate) => Math.abs(rate - 90) < 1e-3)).toBe(true);
  });

  test('is in the axes of the person if the phone reports gravity, which do not turn again', () => {
    const random = seeded(1);
    const cast = simulateCast(parseGlyph('M10 80 L50 20 L90 80'), simulatePerson(random), random, { gravity: true });
    const partial = partialMovementOf(cast);
    expect(partial.isTracked).toBe(true);
    expect(toStartAxes(partial)).toBe(partial);
    const { linear = { x: cast.t, y: cast.t, z: cast.t }, ...others } = cast;
    expect(partialMovementOf({ ...others, linear, gravity: linear }).isTracked).toBe(false); // no gravity in it
    const held = partialMovementOf(heldSignal(cast, holdRotation('sideways', random)));
    held.acceleration.forEach((value, i) => {
      expect(Math.abs(value - (partial.acceleration[i] ?? NaN))).toBeLessThan(1);
    });
  });

  test('is read without its strength, but with the elapsed seconds', () => {
    const weak = partialMovementOf(pausing(10, 0));
    const strong = { ...weak, acceleration: weak.acceleration.map((value) => 10 * value) };
    const [one, other] = [liveInput(weak, false), liveInput(strong, false)];
    expect(one).toHaveLength(LIVE_ROWS * channelsOf(false));
    one.forEach((value, i) => {
      expect(other[i]).toBeCloseTo(value, 3);
    });
    expect(one.at(-1)).toBeCloseTo(weak.seconds);
  });

  test.each([true, false])('is read in both views as if each had been computed alone, gravity %s', (gravity) => {
    const random = seeded(2);
    const glyph = parseGlyph('M10 80 L50 20 L90 80');
    const cast = simulateCast(glyph, simulatePerson(random), random, { gravity });
    for (const readsRotation of [true, false])
      for (const view of [levelView, startView]) {
        const seen = seenMovement(castPrefix(cast, 0.6), readsRotation);
        const alone = liveInput(view.align(seen.partial), readsRotation);
        const input = view.inputOf(seen);
        expect(input).toHaveLength(alone.length);
        input.forEach((value, i) => {
          expect(value).toBeCloseTo(alone[i] ?? NaN, 4);
        });
      }
  });
});
