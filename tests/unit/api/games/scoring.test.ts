import {
  ROUND_GRACE_MS,
  ROUND_LATE_MS,
  type CastId,
  type ParticipantId,
  type Round,
  type SpellId,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  belongsTo,
  ranksOf,
  resultOf,
  resultsOf,
  scoresOf,
  pointsFor,
  type PlayedCast,
} from '../../../../apps/api/src/games/scoring/scoring.js';

const START = 1_000_000;
const LENGTH = 40_000;
const LATER = START + 10 * ROUND_LATE_MS;
const [tide, gale] = ['tide', 'gale'] as SpellId[] as [SpellId, SpellId];
const [ada, ben, cat] = ['ada', 'ben', 'cat'] as ParticipantId[] as [ParticipantId, ParticipantId, ParticipantId];

function round(change: Partial<Round> = {}): Round {
  return {
    ...{ id: 'r1', number: 1, kind: 'order', spell: tide, duel: null, pausedAt: null, pauses: [], undone: false },
    ...{ startsAt: START, endsAt: START + LENGTH },
    ...change,
  };
}

let made = 0;
function cast(participantId: ParticipantId, beganMs: number, change: Partial<PlayedCast> = {}): PlayedCast {
  const beganAt = START + beganMs;
  const castId = `cast ${String(made++).padStart(4, '0')}` as CastId;
  const endedAt = beganAt + 1_000;
  return { castId, participantId, beganAt, endedAt, receivedAt: endedAt, recognized: tide, confidence: 1, ...change };
}

describe('belongsTo', () => {
  test('[G4] includes casts that begin during the round and excludes those before or after', () => {
    expect(belongsTo(round(), cast(ada, 0))).toBe(true);
    expect(belongsTo(round(), cast(ada, -1))).toBe(false);
    expect(belongsTo(round(), cast(ada, LENGTH))).toBe(false);
  });

  test('[G4] lets a cast in progress at the end of the round finish within the grace period', () => {
    const beganAt = START + LENGTH - 1;
    const end = START + LENGTH + ROUND_GRACE_MS;
    expect(belongsTo(round(), cast(ada, LENGTH - 1, { beganAt, endedAt: end }))).toBe(true);
    expect(belongsTo(round(), cast(ada, LENGTH - 1, { beganAt, endedAt: end + 1 }))).toBe(false);
  });

  test('[G4] accepts casts that arrive late, within a limit', () => {
    const end = START + LENGTH + ROUND_LATE_MS;
    expect(belongsTo(round(), cast(ada, 5, { receivedAt: end }))).toBe(true);
    expect(belongsTo(round(), cast(ada, 5, { receivedAt: end + 1 }))).toBe(false);
  });

  test('[G4] excludes casts during current and past pauses', () => {
    const halted = round({ pauses: [[START + 5_000, START + 9_000]], endsAt: START + LENGTH + 4_000 });
    expect(belongsTo(halted, cast(ada, 4_999))).toBe(true);
    expect(belongsTo(halted, cast(ada, 5_000))).toBe(false);
    expect(belongsTo(halted, cast(ada, 9_000))).toBe(true);
    const pausedNow = round({ pausedAt: START + 5_000 });
    expect(belongsTo(pausedNow, cast(ada, 4_999))).toBe(true);
    expect(belongsTo(pausedNow, cast(ada, 5_001))).toBe(false);
  });

  test('includes only the two opponents of a duel', () => {
    const duel = round({ kind: 'duel', duel: [ada, ben] });
    expect([ada, ben, cat].map((who) => belongsTo(duel, cast(who, 5)))).toEqual([true, true, false]);
  });
});

describe('pointsFor', () => {
  test('[G6] adds confidence, speed and streak, at most 100 for an order', () => {
    const atOnce = cast(ada, 0, { endedAt: START });
    expect(pointsFor(round(), atOnce, 9)).toMatchObject({ total: 100, confidence: 50, speed: 30, streak: 20 });
    const halfway = cast(ada, 0, { endedAt: START + LENGTH / 2, confidence: 0.5 });
    expect(pointsFor(round(), halfway, 1)).toMatchObject({ total: 45, confidence: 25, speed: 15, streak: 5 });
  });

  test('[G6] does not count pauses against speed', () => {
    const halted = round({ pauses: [[START, START + 60_000]], endsAt: START + 60_000 + LENGTH });
    expect(pointsFor(halted, cast(ada, 0, { endedAt: START + 60_000 + LENGTH / 2 }), 0).speed).toBe(15);
  });

  test('[G6] counts only time in fastest and only confidence in imitate', () => {
    const half = cast(ada, 0, { endedAt: START + LENGTH / 2, confidence: 0.9 });
    expect(pointsFor(round({ kind: 'fastest' }), half, 3).total).toBe(50);
    expect(pointsFor(round({ kind: 'imitate' }), half, 3).total).toBe(90);
  });

  test('gives at least one point for a hit, even at the last moment', () => {
    const last = cast(ada, 0, { endedAt: START + LENGTH + ROUND_GRACE_MS });
    expect(pointsFor(round({ kind: 'fastest' }), last, 0).total).toBe(1);
  });
});

describe('the result of a round', () => {
  const none = new Map<ParticipantId, number>();

  test('[G5] counts only the best cast of each person', () => {
    const casts = [
      cast(ada, 0, { confidence: 0.6 }),
      cast(ada, 2_000, { confidence: 0.9 }),
      cast(ada, 5_000, { confidence: 0.2 }),
    ];
    const { scores } = resultOf(round(), casts, none, LATER);
    expect(scores.get(ada)?.casts.map(({ castId }) => castId)).toEqual([casts[1]?.castId]);
  });

  test('gives no points for another spell or a fizzle', () => {
    const casts = [cast(ada, 0, { recognized: gale }), cast(ben, 0, { recognized: null })];
    expect(resultOf(round(), casts, none, LATER).scores.size).toBe(0);
  });

  test('[G5] counts each spell once in a free round', () => {
    const casts = [cast(ada, 0), cast(ada, 2_000), cast(ada, 4_000, { recognized: gale, confidence: 0.5 })];
    expect(resultOf(round({ kind: 'free', spell: null }), casts, none, LATER).scores.get(ada)?.points).toBe(30);
  });

  test('[G6] gives the winner of a duel a bonus, which is split in a tie', () => {
    const duel = round({ kind: 'duel', duel: [ada, ben] });
    const points = (casts: PlayedCast[]) =>
      [ada, ben].map((who) => resultOf(duel, casts, none, LATER).scores.get(who)?.points);
    const same = { endedAt: START + LENGTH / 2 };
    expect(points([cast(ada, 0, same), cast(ben, 0, { ...same, confidence: 0.5 })])).toEqual([115, 40]);
    expect(points([cast(ada, 0, same), cast(ben, 0, same)])).toEqual([90, 90]);
    expect(points([cast(ada, 0, same)])).toEqual([115, undefined]);
  });

  test('does not depend on the order in which casts arrive', () => {
    const casts = [cast(ada, 0), cast(ben, 100), cast(cat, 200), cast(ada, 300, { recognized: gale })];
    const forth = resultOf(round(), casts, none, LATER);
    expect(resultOf(round(), [...casts].reverse(), none, LATER)).toEqual(forth);
  });
});

describe('the results of an event', () => {
  const second = (change: Partial<Round> = {}): Round =>
    round({ id: 'r2', number: 2, startsAt: START + 100_000, endsAt: START + 100_000 + LENGTH, ...change });

  test('[G3] ignore an undone round, and count it again when it is redone', () => {
    const casts = [cast(ada, 0), cast(ada, 100_000)];
    const sum = (undone: boolean) => scoresOf(resultsOf([round({ undone }), second()], casts, LATER))[0]?.points;
    expect(sum(true)).toBeLessThan(sum(false) ?? 0);
  });

  test('count streaks, which a duel of others does not end but a missed round does', () => {
    const duel = second({ kind: 'duel', duel: [ben, cat] });
    const third = second({ id: 'r3', number: 3, startsAt: START + 200_000, endsAt: START + 240_000 });
    const results = resultsOf([round(), duel, third], [cast(ada, 0), cast(ada, 200_000), cast(ben, 0)], LATER);
    const streaks = new Map(scoresOf(results).map(({ participantId, streak }) => [participantId, streak]));
    expect([streaks.get(ada), streaks.get(ben)]).toEqual([2, 0]);
    expect(results[2]?.scores.get(ada)?.casts[0]?.streak).toBe(5);
  });

  test('do not end a streak while the round is running', () => {
    const results = resultsOf([round(), second()], [cast(ada, 0)], START + 110_000);
    expect(scoresOf(results)[0]?.streak).toBe(1);
  });

  test('[G7] order by points, then by time, with equal points sharing a rank', () => {
    const casts = [
      cast(ada, 4_000, { endedAt: START + LENGTH }),
      cast(ben, 0, { endedAt: START + LENGTH }),
      cast(cat, 0, { endedAt: START }),
    ];
    const scores = scoresOf(resultsOf([round({ kind: 'imitate' })], casts, LATER));
    expect(scores.map(({ participantId }) => participantId)).toEqual([cat, ada, ben]);
    expect(ranksOf(scores)).toEqual([1, 1, 1]);
    expect(ranksOf([{ points: 9 }, { points: 7 }, { points: 7 }, { points: 1 }])).toEqual([1, 2, 2, 4]);
  });

  test('exclude rounds that have not begun', () => {
    expect(resultsOf([round()], [], START - 1)).toEqual([]);
  });
});

test('[G3] a round undone before its start and then redone ends no streak', () => {
  const never = round({ id: 'r2', number: 2, startsAt: START + 100_000, endsAt: START + 100_000 });
  expect(scoresOf(resultsOf([round(), never], [cast(ada, 0)], LATER))[0]?.streak).toBe(1);
});
