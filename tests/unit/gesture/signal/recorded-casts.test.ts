import { channels, pitchAlign, prepare, seeded, simulateRoom, type RecordedCast, type Signal } from '@wandcast/gesture';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordings } from '../../../support/recordings.js';

const features = (signal: Signal): Float32Array => channels(pitchAlign(prepare(signal)));

interface Known {
  readonly label: string | null;
  readonly features: Float32Array;
}

/** The label of the nearest known cast. */
function nearest(known: readonly Known[], unknown: Float32Array): string | null | undefined {
  let [best, found]: [number, Known | undefined] = [Infinity, undefined];
  for (const candidate of known) {
    let distance = 0;
    for (let i = 0; i < unknown.length && distance < best; i++)
      distance += ((unknown[i] ?? NaN) - (candidate.features[i] ?? NaN)) ** 2;
    if (distance < best) [best, found] = [distance, candidate];
  }
  return found?.label;
}

describe.each(recordings)('casts of $name', ({ read, readGlyphs }) => {
  let casts: RecordedCast[] = [];
  let simulated: Known[] = [];
  beforeAll(() => {
    const all = read();
    const every = Math.floor(all.length / 330);
    casts = all.filter((_, i) => i % every === 0);
    simulated = simulateRoom(readGlyphs(), { people: 60, castsPerSpell: 60 }, seeded(1)).map(({ label, signal }) => {
      return { label, features: features(signal) };
    });
  });
  const accuracy = (turn: (signal: Signal) => Signal): number =>
    casts.filter(({ label, signal }) => nearest(simulated, features(turn(signal))) === label).length / casts.length;

  test('are all read and prepared to finite numbers', () => {
    expect(casts.length).toBeGreaterThan(300);
    for (const { signal } of casts) expect(features(signal).every(Number.isFinite)).toBe(true);
  });

  test('are mostly recognized by the nearest simulated cast', () => {
    expect(accuracy((signal) => signal)).toBeGreaterThan(0.75);
  });

  test('are not recognized if the phone’s signs are inverted', () => {
    const opposite = (values: Float32Array): Float32Array => values.map((value) => -value);
    const flipped = ({ t, linear }: Signal): Signal => {
      if (linear === undefined) throw new Error('these recordings have linear acceleration');
      return { t, linear: { x: opposite(linear.x), y: opposite(linear.y), z: opposite(linear.z) } };
    };
    expect(accuracy(flipped)).toBeLessThan(0.3);
  });
});
