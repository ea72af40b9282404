import {
  ROUND_GRACE_MS,
  ROUND_LATE_MS,
  type CastId,
  type ParticipantId,
  type Round,
  type SpellId,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import type { PlayedCast } from '../../../../apps/api/src/games/scoring/played-cast.js';
import { ranksOf } from '../../../../apps/api/src/games/scoring/ranks.js';
import { belongsTo, resultOf, resultsOf, scoresOf, settlesAt } from '../../../../apps/api/src/games/scoring/scoring.js';

const START = 1_000_000;
const LENGTH = 40_000;
const LATER = START + 1_000_000;
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
  return {
    ...{ castId, participantId, beganAt, endedAt, receivedAt: endedAt },
    ...{ recognized: tide, confidence: 1, spells: 6, isTapped: false, ...change },
  };
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

describe('the result of a round', () => {
  const none = { ranked: new Map<ParticipantId, number>(), tapped: new Map<ParticipantId, number>() };

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
    expect(resultOf(round({ kind: 'free', spell: null }), casts, none, LATER).scores.get(ada)?.points).toBe(251);
  });

  test.each([1, 2, 3, 6, 7, 9, 12, 24])('[G6] has 1000 points in a free round with %i spells', (spells) => {
    const casts = Array.from({ length: spells }, (_, i) =>
      cast(ada, 100 * i, { recognized: `spell ${i}` as SpellId, spells }),
    );
    expect(resultOf(round({ kind: 'free', spell: null }), casts, none, LATER).scores.get(ada)?.points).toBe(1_000);
  });

  test('[G6] gives the winner of a duel a bonus; on equal points the faster one wins it', () => {
    const duel = round({ kind: 'duel', duel: [ada, ben] });
    const points = (casts: PlayedCast[]) =>
      [ada, ben].map((who) => resultOf(duel, casts, none, LATER).scores.get(who)?.points);
    const same = { endedAt: START + LENGTH / 2 };
    expect(points([cast(ada, 0, same), cast(ben, 0, { ...same, confidence: 0.5 })])).toEqual([825, 375]);
    expect(points([cast(ada, 0, same), cast(ben, 0, { endedAt: same.endedAt + 1 })])).toEqual([825, 625]);
    expect(points([cast(ada, 0, { endedAt: same.endedAt + 1 }), cast(ben, 0, same)])).toEqual([625, 825]);
    expect(points([cast(ada, 0, same), cast(ben, 0, same)])).toEqual([725, 725]);
    expect(points([cast(ada, 0, same)])).toEqual([825, undefined]);
  });

  test('[G6] is 1000 at most in a duel, with the bonus', () => {
    const streaks = { ...none, ranked: new Map([[ada, 9]]) };
    const duel = round({ kind: 'duel', duel: [ada, ben] });
    expect(resultOf(duel, [cast(ada, 0, { endedAt: START })], streaks, LATER).scores.get(ada)?.points).toBe(1_000);
  });

  test('[G5] scores tapped casts apart: they are not ranked and win no duel', () => {
    const tap = cast(ada, 0, { isTapped: true });
    const { scores, tapped, casts } = resultOf(round(), [tap, cast(ben, 5_000)], none, LATER);
    expect([[...scores.keys()], [...tapped.keys()]]).toEqual([[ben], [ada]]);
    expect(tapped.get(ada)).toEqual(resultOf(round(), [{ ...tap, isTapped: false }], none, LATER).scores.get(ada));
    expect(casts).toContain(tap); // still a cast that the room made
    const duel = resultOf(round({ kind: 'duel', duel: [ada, ben] }), [tap, cast(ben, 5_000)], none, LATER);
    expect([duel.scores.get(ben)?.points, duel.tapped.get(ada)?.points]).toEqual([913, 744]);
  });

  test('[G4] is final once no cast can arrive any more, but not while it is paused', () => {
    const settled = (change: Partial<Round>, now: number) => resultOf(round(change), [], none, now).isSettled;
    const end = settlesAt(round());
    expect(end).toBeGreaterThan(START + LENGTH + ROUND_LATE_MS);
    expect([settled({}, end - 1), settled({}, end), settled({ pausedAt: START + 5 }, end)]).toEqual([
      false,
      true,
      false,
    ]);
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
    expect(results[2]?.scores.get(ada)?.casts[0]?.streak).toBe(25);
  });

  test('do not end a streak while the round is running', () => {
    const results = resultsOf([round(), second()], [cast(ada, 0)], START + 110_000);
    expect(scoresOf(results)[0]?.streak).toBe(1);
  });

  test('[G5] tapped casts neither continue nor end the streak of drawn ones', () => {
    const third = second({ id: 'r3', number: 3, startsAt: START + 200_000, endsAt: START + 240_000 });
    const taps = [cast(ada, 100_000, { isTapped: true }), cast(ada, 200_000, { isTapped: true })];
    const results = resultsOf([round(), second(), third], [cast(ada, 0), ...taps], LATER);
    expect(scoresOf(results)[0]?.streak).toBe(0);
    expect(results.map(({ tapped }) => tapped.get(ada)?.casts[0]?.streak)).toEqual([undefined, 0, 25]);
  });

  test('[G7] order by points, then by time; only the same points at the same time share a rank', () => {
    const casts = [
      cast(ada, 4_000, { endedAt: START + LENGTH }),
      cast(ben, 0, { endedAt: START + LENGTH }),
      cast(cat, 0, { endedAt: START }),
    ];
    const scores = scoresOf(resultsOf([round({ kind: 'imitate' })], casts, LATER));
    expect(scores.map(({ participantId }) => participantId)).toEqual([cat, ada, ben]);
    expect(ranksOf(scores)).toEqual([1, 2, 2]);
    const timed = [[9, 5], [7, 1], [7, 1], [7, 2], [1, 0]].map(([points = 0, at = 0]) => ({ points, at })); // prettier-ignore
    expect(ranksOf(timed)).toEqual([1, 2, 2, 4, 5]);
  });

  test('exclude rounds that have not begun', () => {
    expect(resultsOf([round()], [], START - 1)).toEqual([]);
  });
});

test('[G3] a round undone before its start and then redone ends no streak', () => {
  const never = round({ id: 'r2', number: 2, startsAt: START + 100_000, endsAt: START + 100_000 });
  expect(scoresOf(resultsOf([round(), never], [cast(ada, 0)], LATER))[0]?.streak).toBe(1);
});
