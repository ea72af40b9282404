import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { arrivalTimes, defaultArrivalSeconds } from '../../../apps/tools/src/rehearse/arrival-times.js';
import { randomHabits } from '../../../apps/tools/src/rehearse/wizard-habits.js';
import { applyMistake, randomMistake } from '../../../apps/tools/src/rehearse/cast-mistakes.js';

describe('arrivals', () => {
  const times = arrivalTimes(300, 30, seeded(1));

  test('are spread over time: half in the first third, everyone but latecomers in time', () => {
    const within = (seconds: number): number => times.filter((ms) => ms <= 1_000 * seconds).length / 300;
    expect(times[0]).toBe(0);
    expect(within(10)).toBeGreaterThan(0.4);
    expect(within(10)).toBeLessThan(0.6);
    expect(within(30)).toBeCloseTo(11 / 12, 2);
    expect(Math.max(...times)).toBeLessThanOrEqual(90_000);
  });

  test('a handful of wizards arrive at once', () => {
    expect(Math.max(...arrivalTimes(4, defaultArrivalSeconds(4), seeded(1)))).toBeLessThan(500);
    expect(defaultArrivalSeconds(500)).toBe(45);
  });
});

test('no two wizards have the same habits, and the same seed gives the same wizard', () => {
  expect(randomHabits(seeded(5))).toEqual(randomHabits(seeded(5)));
  const room = Array.from({ length: 500 }, (_, n) => randomHabits(seeded(n)));
  expect(new Set(room.map(({ favorite }) => favorite)).size).toBe(500);
  const tilted = room.filter(({ person }) => Math.abs(person.roll) > 0.45 || person.pitch > 1.48).length;
  expect(tilted).toBeGreaterThan(20);
  expect(tilted).toBeLessThan(100);
  for (const { mistakeRate } of room) expect(mistakeRate).toBeLessThan(0.3);
});

describe('a mistake', () => {
  const random = seeded(4);
  const glyph = parseGlyph(starterSpellbook[0]?.glyph ?? '');
  const signal = simulateCast(glyph, simulatePerson(random), random);

  test('a cast cut short keeps its beginning', () => {
    const half = applyMistake(signal, 'cut-short', random);
    expect(half.t.length).toBeLessThan(0.6 * signal.t.length);
    expect([...half.t]).toEqual([...signal.t.slice(0, half.t.length)]);
    expect([...(half.linear?.y ?? [])]).toEqual([...(signal.linear?.y.slice(0, half.t.length) ?? [])]);
  });

  test('a motionless cast contains only tremor', () => {
    const still = applyMistake(signal, 'no-motion', random);
    expect(Math.max(...(still.linear?.x ?? []).map(Math.abs))).toBeLessThan(0.1);
    expect(still.t).toEqual(signal.t);
  });

  test('happens at the given rate', () => {
    const mistakes = Array.from({ length: 4_000 }, () => randomMistake(0.2, random));
    expect(mistakes.filter((mistake) => mistake !== 'none').length / 4_000).toBeCloseTo(0.2, 1);
  });
});
