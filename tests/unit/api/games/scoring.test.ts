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
  isOf,
  ranksOf,
  resultOf,
  resultsOf,
  scoresOf,
  worthOf,
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

describe('which casts are of a round', () => {
  test('[G4] one that began in it and ended in it is, one before or after is not', () => {
    expect(isOf(round(), cast(ada, 0))).toBe(true);
    expect(isOf(round(), cast(ada, -1))).toBe(false);
    expect(isOf(round(), cast(ada, LENGTH))).toBe(false);
  });

  test('[G4] a hand that still moves at the end may finish, but not for long', () => {
    const beganAt = START + LENGTH - 1;
    const end = START + LENGTH + ROUND_GRACE_MS;
    expect(isOf(round(), cast(ada, LENGTH - 1, { beganAt, endedAt: end }))).toBe(true);
    expect(isOf(round(), cast(ada, LENGTH - 1, { beganAt, endedAt: end + 1 }))).toBe(false);
  });

  test('[G4] one that a phone kept counts for a while after the end', () => {
    const end = START + LENGTH + ROUND_LATE_MS;
    expect(isOf(round(), cast(ada, 5, { receivedAt: end }))).toBe(true);
    expect(isOf(round(), cast(ada, 5, { receivedAt: end + 1 }))).toBe(false);
  });

  test('[G4] in a pause nothing counts, whether it is over or not', () => {
    const halted = round({ pauses: [[START + 5_000, START + 9_000]], endsAt: START + LENGTH + 4_000 });
    expect(isOf(halted, cast(ada, 4_999))).toBe(true);
    expect(isOf(halted, cast(ada, 5_000))).toBe(false);
    expect(isOf(halted, cast(ada, 9_000))).toBe(true);
    const pausedNow = round({ pausedAt: START + 5_000 });
    expect(isOf(pausedNow, cast(ada, 4_999))).toBe(true);
    expect(isOf(pausedNow, cast(ada, 5_001))).toBe(false);
  });

  test('a duel is of two', () => {
    const duel = round({ kind: 'duel', duel: [ada, ben] });
    expect([ada, ben, cat].map((who) => isOf(duel, cast(who, 5)))).toEqual([true, true, false]);
  });
});

describe('what a cast is worth', () => {
  test('[G6] confidence, speed and rounds in a row, of an order at most 100', () => {
    const atOnce = cast(ada, 0, { endedAt: START });
    expect(worthOf(round(), atOnce, 9)).toMatchObject({ total: 100, confidence: 50, speed: 30, streak: 20 });
    const halfway = cast(ada, 0, { endedAt: START + LENGTH / 2, confidence: 0.5 });
    expect(worthOf(round(), halfway, 1)).toMatchObject({ total: 45, confidence: 25, speed: 15, streak: 5 });
  });

  test('[G6] a pause costs no speed', () => {
    const halted = round({ pauses: [[START, START + 60_000]], endsAt: START + 60_000 + LENGTH });
    expect(worthOf(halted, cast(ada, 0, { endedAt: START + 60_000 + LENGTH / 2 }), 0).speed).toBe(15);
  });

  test('[G6] time alone in fastest, confidence alone in imitate', () => {
    const half = cast(ada, 0, { endedAt: START + LENGTH / 2, confidence: 0.9 });
    expect(worthOf(round({ kind: 'fastest' }), half, 3).total).toBe(50);
    expect(worthOf(round({ kind: 'imitate' }), half, 3).total).toBe(90);
  });

  test('whoever hits has a point, also with the last breath', () => {
    const last = cast(ada, 0, { endedAt: START + LENGTH + ROUND_GRACE_MS });
    expect(worthOf(round({ kind: 'fastest' }), last, 0).total).toBe(1);
  });
});

describe('what comes of a round', () => {
  const none = new Map<ParticipantId, number>();

  test('[G5] the best cast of each counts, and only that', () => {
    const casts = [
      cast(ada, 0, { confidence: 0.6 }),
      cast(ada, 2_000, { confidence: 0.9 }),
      cast(ada, 5_000, { confidence: 0.2 }),
    ];
    const { scores } = resultOf(round(), casts, none, LATER);
    expect(scores.get(ada)?.casts.map(({ castId }) => castId)).toEqual([casts[1]?.castId]);
  });

  test('another spell and a fizzle bring nothing', () => {
    const casts = [cast(ada, 0, { recognized: gale }), cast(ben, 0, { recognized: null })];
    expect(resultOf(round(), casts, none, LATER).scores.size).toBe(0);
  });

  test('[G5] in a free round each spell counts once', () => {
    const casts = [cast(ada, 0), cast(ada, 2_000), cast(ada, 4_000, { recognized: gale, confidence: 0.5 })];
    expect(resultOf(round({ kind: 'free', spell: null }), casts, none, LATER).scores.get(ada)?.points).toBe(30);
  });

  test('[G6] the better of a duel has more, and equals share it', () => {
    const duel = round({ kind: 'duel', duel: [ada, ben] });
    const points = (casts: PlayedCast[]) =>
      [ada, ben].map((who) => resultOf(duel, casts, none, LATER).scores.get(who)?.points);
    const same = { endedAt: START + LENGTH / 2 };
    expect(points([cast(ada, 0, same), cast(ben, 0, { ...same, confidence: 0.5 })])).toEqual([115, 40]);
    expect(points([cast(ada, 0, same), cast(ben, 0, same)])).toEqual([90, 90]);
    expect(points([cast(ada, 0, same)])).toEqual([115, undefined]);
  });

  test('the order in which casts come in changes nothing', () => {
    const casts = [cast(ada, 0), cast(ben, 100), cast(cat, 200), cast(ada, 300, { recognized: gale })];
    const forth = resultOf(round(), casts, none, LATER);
    expect(resultOf(round(), [...casts].reverse(), none, LATER)).toEqual(forth);
  });
});

describe('an evening', () => {
  const second = (change: Partial<Round> = {}): Round =>
    round({ id: 'r2', number: 2, startsAt: START + 100_000, endsAt: START + 100_000 + LENGTH, ...change });

  test('[G3] a round that was undone brings nothing, and counts again when it is redone', () => {
    const casts = [cast(ada, 0), cast(ada, 100_000)];
    const sum = (undone: boolean) => scoresOf(resultsOf([round({ undone }), second()], casts, LATER))[0]?.points;
    expect(sum(true)).toBeLessThan(sum(false) ?? 0);
  });

  test('rounds in a row count, a duel of others breaks no row, a missed round does', () => {
    const duel = second({ kind: 'duel', duel: [ben, cat] });
    const third = second({ id: 'r3', number: 3, startsAt: START + 200_000, endsAt: START + 240_000 });
    const results = resultsOf([round(), duel, third], [cast(ada, 0), cast(ada, 200_000), cast(ben, 0)], LATER);
    const streaks = new Map(scoresOf(results).map(({ participantId, streak }) => [participantId, streak]));
    expect([streaks.get(ada), streaks.get(ben)]).toEqual([2, 0]);
    expect(results[2]?.scores.get(ada)?.casts[0]?.streak).toBe(5);
  });

  test('a round that still runs breaks nobody’s row', () => {
    const results = resultsOf([round(), second()], [cast(ada, 0)], START + 110_000);
    expect(scoresOf(results)[0]?.streak).toBe(1);
  });

  test('[G7] more points first, of equals who had them earlier, and equals share a rank', () => {
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

  test('a round that has not begun is none yet', () => {
    expect(resultsOf([round()], [], START - 1)).toEqual([]);
  });
});

test('[G3] a round that was taken back while it was announced, and counts again, breaks nobody’s row', () => {
  const never = round({ id: 'r2', number: 2, startsAt: START + 100_000, endsAt: START + 100_000 });
  expect(scoresOf(resultsOf([round(), never], [cast(ada, 0)], LATER))[0]?.streak).toBe(1);
});
