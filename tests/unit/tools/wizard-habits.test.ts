import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { arrivals, usualArrival } from '../../../apps/tools/src/rehearse/arrival-times.js';
import { habitsOf } from '../../../apps/tools/src/rehearse/wizard-habits.js';
import { slipped, slipOf } from '../../../apps/tools/src/rehearse/cast-mistakes.js';

describe('arrivals', () => {
  const times = arrivals(300, 30, seeded(1));

  test('come over time: half in the first third, all but latecomers in time', () => {
    const within = (seconds: number): number => times.filter((ms) => ms <= 1_000 * seconds).length / 300;
    expect(times[0]).toBe(0);
    expect(within(10)).toBeGreaterThan(0.4);
    expect(within(10)).toBeLessThan(0.6);
    expect(within(30)).toBeCloseTo(11 / 12, 2);
    expect(Math.max(...times)).toBeLessThanOrEqual(90_000);
  });

  test('a handful are there at once', () => {
    expect(Math.max(...arrivals(4, usualArrival(4), seeded(1)))).toBeLessThan(500);
    expect(usualArrival(500)).toBe(45);
  });
});

test('no two wizards are alike, and the same seed is the same wizard', () => {
  expect(habitsOf(seeded(5))).toEqual(habitsOf(seeded(5)));
  const room = Array.from({ length: 500 }, (_, n) => habitsOf(seeded(n)));
  expect(new Set(room.map(({ favorite }) => favorite)).size).toBe(500);
  const tilted = room.filter(({ person }) => Math.abs(person.roll) > 0.45 || person.pitch > 1.48).length;
  expect(tilted).toBeGreaterThan(20);
  expect(tilted).toBeLessThan(100);
  for (const { clumsiness } of room) expect(clumsiness).toBeLessThan(0.3);
});

describe('a slip', () => {
  const random = seeded(4);
  const glyph = parseGlyph(starterSpellbook[0]?.glyph ?? '');
  const signal = simulateCast(glyph, simulatePerson(random), random);

  test('half of a cast is its beginning', () => {
    const half = slipped(signal, 'half', random);
    expect(half.t.length).toBeLessThan(0.6 * signal.t.length);
    expect([...half.t]).toEqual([...signal.t.slice(0, half.t.length)]);
    expect([...(half.linear?.y ?? [])]).toEqual([...(signal.linear?.y.slice(0, half.t.length) ?? [])]);
  });

  test('a hand that is still does not move', () => {
    const still = slipped(signal, 'still', random);
    expect(Math.max(...(still.linear?.x ?? []).map(Math.abs))).toBeLessThan(0.1);
    expect(still.t).toEqual(signal.t);
  });

  test('happens as often as one is clumsy', () => {
    const slips = Array.from({ length: 4_000 }, () => slipOf(0.2, random));
    expect(slips.filter((slip) => slip !== 'none').length / 4_000).toBeCloseTo(0.2, 1);
  });
});
