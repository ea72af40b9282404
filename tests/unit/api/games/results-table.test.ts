import type { CastId, ParticipantId, Round, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { resultRows, type Contender } from '../../../../apps/api/src/games/results/results-table.js';
import { roundTitle } from '../../../../apps/api/src/games/results/round-title.js';
import { requestedCasts, summaryRound } from '../../../../apps/api/src/games/summary/summary-rounds.js';
import type { PlayedCast } from '../../../../apps/api/src/games/scoring/played-cast.js';
import { resultsOf } from '../../../../apps/api/src/games/scoring/scoring.js';

const tide = 'tide' as SpellId;
const round = (number: number, change: Partial<Round> = {}): Round => ({
  ...{ id: `${number}`, number, kind: 'order', spell: tide, duel: null, pausedAt: null, pauses: [], undone: false },
  ...{ startsAt: number * 100_000, endsAt: number * 100_000 + 20_000, ...change },
});
let casts = 0;
const cast = (who: string, n: number, took: number, recognized: SpellId | null = tide): PlayedCast => ({
  ...{ castId: `${++casts}` as CastId, participantId: who as ParticipantId, recognized, confidence: 0.8 },
  ...{ beganAt: n * 100_000 + took - 500, endedAt: n * 100_000 + took, receivedAt: n * 100_000 + took + 50 },
  ...{ spells: 6, isTapped: false },
});
const person = (id: string, change: Partial<Contender> = {}): Contender => ({
  ...{ id: id as ParticipantId, name: id, grove: 'ash', casts: 4, recognized: 3, taught: 2, ...change },
});
const rounds = [round(1), round(2), round(3, { undone: true }), round(4)];
const played = [
  ...[cast('ada', 1, 4000), cast('ada', 2, 5000), cast('ada', 3, 3000), cast('ada', 4, 6000, null)],
  ...[cast('bo', 1, 9000), cast('bo', 2, 2000, null), cast('bo', 4, 2000)],
];
const results = resultsOf(rounds, played, Infinity);

describe('the table of results', () => {
  const rows = [...resultRows(results, [person('zoe', { casts: 0, recognized: 0 }), person('bo'), person('ada')])];

  test('lists everyone in leaderboard order, then people without points', () => {
    expect(rows.map(({ rank, name }) => [rank, name])).toEqual([
      [1, 'ada'],
      [2, 'bo'],
      [null, 'zoe'],
    ]);
    expect(rows[2]).toMatchObject({ points: 0, rounds: [null, null, null], recognizedShare: null, streak: 0 });
  });

  test('has the points of each scored round', () => {
    for (const { points, rounds: own } of rows)
      expect(own.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBe(points);
    expect(rows.map((row) => row.rounds.map((one) => one !== null))).toEqual([
      [true, true, false],
      [true, false, true],
      [false, false, false],
    ]);
  });

  test('has each person’s longest streak, even if it ended', () => {
    expect(rows.map(({ streak }) => streak)).toEqual([2, 1, 0]);
  });

  test('[G7] ranks equal points by time, and equally only at the same time', () => {
    const tied = resultsOf(
      [round(1, { kind: 'imitate' })],
      [cast('ada', 1, 9000), cast('bo', 1, 4000), cast('cy', 1, 9000)],
      Infinity,
    );
    const rows = resultRows(tied, ['ada', 'bo', 'cy'].map((id) => person(id))); // prettier-ignore
    const ranks = Array.from(rows, ({ rank, name }) => [rank, name]);
    expect(ranks).toEqual([[1, 'bo'], [2, 'ada'], [2, 'cy']]); // prettier-ignore
  });

  test('moves people up if someone ahead of them is not eligible', () => {
    expect(Array.from(resultRows(results, [person('bo')]), ({ rank, name }) => [rank, name])).toEqual([[1, 'bo']]);
  });
});

describe('a round', () => {
  test('is summarized without naming anyone', () => {
    expect(
      results.map(summaryRound).map(({ number, people, hit, quickestMs }) => [number, people, hit, quickestMs]),
    ).toEqual([
      [1, 2, 2, 4000],
      [2, 2, 1, 5000],
      [4, 2, 1, 2000],
    ]);
    expect(resultsOf([round(1)], [], Infinity).map(summaryRound)).toMatchObject([
      { people: 0, hit: 0, quickestMs: null },
    ]);
  });

  test('yields the intended spell of its casts if it requested a single spell', () => {
    expect(requestedCasts(results)).toHaveLength(6);
    const tapped = played.map((one) => ({ ...one, isTapped: true }));
    expect(requestedCasts(resultsOf(rounds, tapped, Infinity))).toEqual([]); // says nothing about people's hands
    expect(requestedCasts(resultsOf([round(1, { kind: 'free', spell: null })], played, Infinity))).toEqual([]);
  });

  test('is titled by its number, its spell, and its kind unless that is the default', () => {
    const spells = [{ id: tide, name: 'Tide', hue: 'tide', glyph: null, hint: '' }] as const;
    expect(roundTitle(round(1), spells)).toBe('round 1 Tide');
    expect(roundTitle(round(2, { kind: 'fastest' }), spells)).toBe('round 2 Tide fastest');
    expect(roundTitle(round(3, { kind: 'free', spell: null }), spells)).toBe('round 3 free');
    expect(roundTitle(round(4, { kind: 'order', spell: null }), spells)).toBe('round 4 order');
    expect(roundTitle(round(5), [])).toBe('round 5 tide');
  });
});
