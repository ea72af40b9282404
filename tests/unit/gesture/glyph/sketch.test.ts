import { STEPS, parseGlyph, seeded, simulateCast, simulatePerson, sketch } from '@wandcast/gesture';
import { expect, test } from 'vitest';

const calm = {
  ...simulatePerson(seeded(1)),
  ...{ pitch: 0.5, yaw: 0, roll: 0, logAspect: 0, slant: 0, turn: 0, size: 0.5, swing: 0, restlessness: 0 },
};

test('a sketch shows the drawn stroke in a unit box, y down', () => {
  const random = seeded(2);
  let likely = 0;
  for (let k = 0; k < 30; k++) {
    const points = sketch(simulateCast(parseGlyph('M10 10 L90 10 L90 90'), calm, random));
    expect(points).toHaveLength(STEPS);
    const [first, last] = [points[0], points[STEPS - 1]];
    if (first === undefined || last === undefined) throw new Error('a sketch has points');
    if (last.x - first.x > 0.2 && last.y - first.y > 0.2) likely++; // ends right of its start and below it
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    expect(Math.max(width, height)).toBeCloseTo(1, 5);
    expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(-1e-6);
  }
  expect(likely).toBeGreaterThan(20); // some hands are already returning
});

test('without movement, all points are in the middle', () => {
  const none = new Float32Array(30);
  const t = Float32Array.from({ length: 30 }, (_, i) => 10 * i);
  for (const point of sketch({ t, linear: { x: none, y: none, z: none } })) expect(point).toEqual({ x: 0.5, y: 0.5 });
});
