import { ROUND_GRACE_MS, type CastId, type ParticipantId, type Round, type SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import type { PlayedCast } from '../../../../apps/api/src/games/scoring/played-cast.js';
import { accuracy, pointsFor } from '../../../../apps/api/src/games/scoring/points.js';

const START = 1_000_000;
const LENGTH = 40_000;
const tide = 'tide' as SpellId;

function round(change: Partial<Round> = {}): Round {
  return {
    ...{ id: 'r1', number: 1, kind: 'order', spell: tide, duel: null, pausedAt: null, pauses: [], undone: false },
    ...{ startsAt: START, endsAt: START + LENGTH },
    ...change,
  };
}

function cast(endedMs: number, change: Partial<PlayedCast> = {}): PlayedCast {
  const endedAt = START + endedMs;
  return {
    ...{ castId: 'cast' as CastId, participantId: 'ada' as ParticipantId, beganAt: START, endedAt },
    ...{ receivedAt: endedAt, recognized: tide, confidence: 1, spells: 6, isTapped: false, ...change },
  };
}

describe('the points of a hit', () => {
  test('[G6] add confidence, speed and streak, at most 1000 for an order', () => {
    expect(pointsFor(round(), cast(0), 9)).toMatchObject({ total: 1_000, confidence: 600, speed: 300, streak: 100 });
    const halfway = cast(LENGTH / 2, { confidence: 0.5 });
    expect(pointsFor(round(), halfway, 1)).toMatchObject({ total: 475, confidence: 300, speed: 150, streak: 25 });
  });

  test('[G6] leave 200 for the winner of a duel', () => {
    const duel = round({ kind: 'duel', duel: ['ada', 'ben'] as ParticipantId[] as never });
    expect(pointsFor(duel, cast(0), 9)).toMatchObject({ total: 800, confidence: 500, speed: 250, streak: 50 });
  });

  test('[G6] do not count pauses against speed', () => {
    const halted = round({ pauses: [[START, START + 60_000]], endsAt: START + 60_000 + LENGTH });
    expect(pointsFor(halted, cast(60_000 + LENGTH / 2), 0).speed).toBe(150);
  });

  test('[G6] count only time in fastest and only confidence in imitate', () => {
    const half = cast(LENGTH / 2, { confidence: 0.9 });
    expect(pointsFor(round({ kind: 'fastest' }), half, 3).total).toBe(500);
    expect(pointsFor(round({ kind: 'imitate' }), half, 3).total).toBe(611);
  });

  test('[G6] tell 1.97 s from 2.06 s in 20 s', () => {
    const race = round({ kind: 'fastest', endsAt: START + 20_000 });
    const [first, second] = [1_970, 2_060].map((ms) => pointsFor(race, cast(ms), 0).total);
    expect([first, second]).toEqual([902, 897]);
  });

  test('are at least one, even at the last moment', () => {
    expect(pointsFor(round({ kind: 'fastest' }), cast(LENGTH + ROUND_GRACE_MS), 0).total).toBe(1);
  });

  test('[G6] in a free round are an equal share for each spell that the model knows', () => {
    const free = round({ kind: 'free', spell: null });
    expect([1, 3, 8].map((spells) => pointsFor(free, cast(0, { spells }), 4).total)).toEqual([1_000, 334, 125]);
  });
});

describe('accuracy', () => {
  test('grows with confidence, from 0 to 1', () => {
    const shares = Array.from({ length: 10_001 }, (_, i) => accuracy(i / 10_000));
    expect(shares[0]).toBeCloseTo(0, 12);
    expect(shares.at(-1)).toBe(1);
    for (const [i, share] of shares.slice(1).entries()) expect(share).toBeGreaterThan(shares[i] ?? 1);
  });

  test('[G6] gives every halving of the doubt the same points, so that sure casts differ', () => {
    const points = [0.96, 0.98, 0.99, 0.995].map((confidence) => Math.round(600 * accuracy(confidence)));
    expect(points).toEqual([396, 418, 439, 460]);
  });
});
