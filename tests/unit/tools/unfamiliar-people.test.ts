import { everydayKinds, holdNames, movementOf, qualityOf, samplesOf, seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { glyphBooks } from '../../../apps/tools/src/bench/people/glyph-books.js';
import { otherTimings } from '../../../apps/tools/src/bench/people/other-timing.js';
import { castsOfUnfamiliarPeople, unfamiliarMovement } from '../../../apps/tools/src/bench/people/unfamiliar-people.js';
import { heldCasts, holdFlag } from '../../../apps/tools/src/cli/hold-flag.js';

const glyphs = glyphBooks['digits'] ?? {};

describe('unfamiliar people', () => {
  const casts = castsOfUnfamiliarPeople(glyphs, 12, 'random', seeded(1));

  test('cast each spell once, with all sensors, at 20 to 100 Hz', () => {
    expect(casts).toHaveLength(12 * Object.keys(glyphs).length);
    const rates = casts.map(({ signal }) => qualityOf(signal).rateHz);
    expect(Math.min(...rates)).toBeGreaterThan(19);
    expect(Math.max(...rates)).toBeLessThan(102);
    expect(Math.max(...rates)).toBeGreaterThan(1.5 * Math.min(...rates));
    for (const { signal } of casts) {
      expect([signal.linear, signal.gravity, signal.rotation]).not.toContain(undefined);
      expect(movementOf(signal).acceleration.every(Number.isFinite)).toBe(true);
    }
  });

  test('are the same people in every hold', () => {
    const strongest = holdNames.map((hold) =>
      castsOfUnfamiliarPeople(glyphs, 1, hold, seeded(2))
        .slice(0, 1)
        .map(({ signal }) => qualityOf(signal).peak),
    );
    for (const [peak] of strongest.slice(0, -1)) expect(peak).toBeCloseTo(strongest[0]?.[0] ?? NaN, 3);
  });
});

test.each(otherTimings.map((timing, i) => [i, timing] as const))(
  'timing law %i covers the whole line, forwards',
  (_, timing) => {
    const along = Float64Array.from({ length: 100 }, (_, i) => i / 99);
    const { x } = timing({ x: along, y: new Float64Array(100) }, 80, [0.3, 0.7], seeded(3));
    expect(x[0]).toBeCloseTo(0, 6);
    expect(x[79]).toBeCloseTo(1, 6);
    expect(x.every((value, i) => i === 0 || value >= (x[i - 1] ?? 0))).toBe(true);
  },
);

test.each(everydayKinds)('a %s is a movement with all sensors', (kind) => {
  const { linear, gravity, rotation } = unfamiliarMovement(kind, seeded(4));
  expect([linear, gravity, rotation]).not.toContain(undefined);
});

describe('--hold', () => {
  test('is a known name, or upright', () => {
    expect(holdFlag(undefined)).toBe('upright');
    expect(holdFlag('45')).toBe('45');
    expect(() => holdFlag('askew')).toThrow('flat, sideways, away, 45, random');
  });

  test('turns every cast, and random holds are repeated by seed', () => {
    const casts = castsOfUnfamiliarPeople(glyphs, 1, 'upright', seeded(5));
    const [first] = heldCasts(casts, 'random', 1);
    expect(first).toEqual(heldCasts(casts, 'random', 1)[0]);
    expect(first && samplesOf(first.signal)).not.toEqual(casts[0] && samplesOf(casts[0].signal));
    expect(heldCasts(casts, 'upright', 1)[0]?.signal.gravity?.y[3]).toBe(casts[0]?.signal.gravity?.y[3]);
  });
});
