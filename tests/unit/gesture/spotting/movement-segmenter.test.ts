import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MovementSegmenter,
  SEGMENTER,
  joinSignals,
  parseGlyph,
  samplesOf,
  seeded,
  simulateCast,
  simulateIdle,
  simulatePerson,
  simulateRest,
  spotMovements,
} from '@wandcast/gesture';
import { MAX_CAST_MS, MAX_CAST_SAMPLES, type Sample } from '@wandcast/protocol';

const RATE_HZ = 60;

/** A cast of a circle between two rests. */
function castBetweenRests(seed: number, restMs = 1_000) {
  const random = seeded(seed);
  const cast = simulateCast(
    parseGlyph('M50 10 C100 10 100 90 50 90 C0 90 0 10 50 10'),
    simulatePerson(random),
    random,
    { gravity: true },
  );
  const rest = () => simulateRest(restMs, RATE_HZ, random);
  return { cast, stream: joinSignals([rest(), cast, rest()], cast) };
}

/** Arbitrary readings at 20 to 100 Hz, with pauses of the sensor and times that run backwards. */
const readings = fc.array(
  fc.record({
    step: fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 10, max: 50 }) }, fc.integer({ min: -50, max: 900 })),
    strength: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 40, noNaN: true })),
  }),
  { minLength: 1, maxLength: 600 },
);

function samplesFrom(steps: readonly { step: number; strength: number }[]): Sample[] {
  let t = 0;
  return steps.map(({ step, strength }) => {
    t += step;
    return { t, linear: [strength, 0, 0], rotation: [0, 10 * strength, 0] };
  });
}

function movementsIn(samples: readonly Sample[], segmenter = new MovementSegmenter()): Sample[][] {
  return samples.flatMap((sample) => {
    const movement = segmenter.add(sample);
    return movement === undefined ? [] : [movement];
  });
}

describe('the segmenter', () => {
  test('finds a cast between two rests, once and whole', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { cast, stream } = castBetweenRests(seed);
      const found = spotMovements(stream);
      expect(found, `seed ${seed}`).toHaveLength(1);
      const durationMs = cast.t.at(-1) ?? 0;
      expect(found[0]?.from).toBeLessThan(1_000 + 0.25 * durationMs);
      expect(found[0]?.to).toBeGreaterThan(1_000 + 0.75 * durationMs);
    }
  });

  test('knows that a movement has ended soon after the hand rests', () => {
    const { cast, stream } = castBetweenRests(3);
    const [found] = spotMovements(stream);
    expect((found?.foundAt ?? Infinity) - 1_000 - (cast.t.at(-1) ?? 0)).toBeLessThan(300);
  });

  test('finds nothing while a hand rests', () => {
    expect(spotMovements(simulateRest(60_000, RATE_HZ, seeded(5)))).toEqual([]);
  });

  test('finds casts of phones that report acceleration with gravity only', () => {
    const { cast, stream } = castBetweenRests(4);
    const gravity = cast.gravity ?? cast.linear;
    expect(spotMovements(joinSignals([stream], { t: cast.t, ...(gravity && { gravity }) }))).not.toEqual([]);
  });

  test('ignores a movement that is too long for a cast, and finds the next one after a rest', () => {
    const shaking = (ms: number): Sample[] =>
      Array.from({ length: (ms * RATE_HZ) / 1000 }, (_, i) => ({ t: 0, linear: [8 * Math.sin(i / 3), 3, 0] as const }));
    const resting = Array.from({ length: RATE_HZ }, () => ({ t: 0, linear: [0, 0, 0] as const }));
    const stream = [...resting, ...shaking(2 * SEGMENTER.longestMs), ...resting, ...shaking(1_000), ...resting];
    const samples = stream.map((sample, i) => ({ ...sample, t: (i * 1000) / RATE_HZ }));
    const found = movementsIn(samples);
    expect(found).toHaveLength(1);
    expect(found[0]?.[0]?.t).toBeGreaterThan(2 * SEGMENTER.longestMs);
  });

  test('drops a movement during which the sensor paused', () => {
    const { stream } = castBetweenRests(6);
    const samples = samplesOf(stream);
    const middle = 1_000 + ((stream.t.at(-1) ?? 0) - 2_000) / 2;
    const paused = samples.map((sample) => (sample.t < middle ? sample : { ...sample, t: sample.t + 5_000 }));
    for (const movement of movementsIn(paused)) expect(movement[0]?.t).toBeGreaterThan(middle);
  });

  test('[property] hands over samples as they came, in order, each at most once', () => {
    fc.assert(
      fc.property(readings, (steps) => {
        const samples = samplesFrom(steps);
        const places = movementsIn(samples).map((movement) => movement.map((one) => samples.indexOf(one)));
        for (const indices of places) {
          expect(indices).not.toContain(-1);
          // No sample between the first and the last is missing, except those whose time ran backwards.
          let latest = samples[indices[0] ?? 0]?.t ?? 0;
          const kept = samples.slice(indices[0], (indices.at(-1) ?? 0) + 1).filter(({ t }) => {
            const isKept = t >= latest;
            latest = Math.max(latest, t);
            return isKept;
          });
          expect(indices.map((i) => samples[i])).toEqual(kept);
        }
        const all = places.flat();
        expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
      }),
    );
  });

  test('[property] hands over only what fits into a cast', () => {
    fc.assert(
      fc.property(readings, (steps) => {
        for (const movement of movementsIn(samplesFrom(steps))) {
          const durationMs = (movement.at(-1)?.t ?? 0) - (movement[0]?.t ?? 0);
          expect(movement.length).toBeLessThanOrEqual(MAX_CAST_SAMPLES);
          expect(durationMs).toBeLessThanOrEqual(MAX_CAST_MS);
        }
      }),
    );
  });

  test('[property] keeps a bounded number of samples', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 40, noNaN: true }), (strength) => {
        const segmenter = new MovementSegmenter();
        let most = 0;
        for (let i = 0; i < 5_000; i++) {
          segmenter.add({ t: 5 * i, linear: [strength, 0, 0] });
          most = Math.max(most, segmenter.buffered);
        }
        expect(most).toBeLessThanOrEqual(MAX_CAST_SAMPLES);
      }),
      { numRuns: 20 },
    );
  });

  test('[property] gives the same movements after a reset as a new segmenter', () => {
    fc.assert(
      fc.property(readings, readings, (before, after) => {
        const segmenter = new MovementSegmenter();
        movementsIn(samplesFrom(before), segmenter);
        segmenter.reset();
        const later = samplesFrom(after).map((sample) => ({ ...sample, t: sample.t + 1e9 }));
        expect(movementsIn(later, segmenter)).toEqual(movementsIn(later));
      }),
    );
  });

  test('leaves memory almost empty while the hand rests', () => {
    const segmenter = new MovementSegmenter();
    for (const sample of samplesOf(simulateRest(30_000, RATE_HZ, seeded(7)))) segmenter.add(sample);
    expect(segmenter.buffered).toBeLessThan(RATE_HZ);
  });

  test('spots about as many movements as there are in a minute of everyday life', () => {
    const found = spotMovements(simulateIdle(castBetweenRests(1).cast, seeded(8)));
    expect(found.length).toBeGreaterThan(3);
    expect(found.length).toBeLessThan(40);
  });
});
