import type { CastId, Participant, ParticipantId, Round, SpellId } from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import {
  bestCastOf,
  boardOf,
  ownStanding,
  rankingOf,
  tallyOf,
} from '../../../../apps/api/src/games/leaderboard/leaderboard.js';
import { resultsOf, type PlayedCast } from '../../../../apps/api/src/games/scoring/scoring.js';

const spells = starterSpellbook.map((spell) => ({ ...spell, id: spell.id }));
const [tide, gale] = spells.slice(1).map(({ id }) => id) as [SpellId, SpellId];
const groves = ['ash', 'birch', 'rowan', 'yew'] as const;

function people(count: number): Map<ParticipantId, Participant> {
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const id = `p${String(i).padStart(3, '0')}` as ParticipantId;
      return [id, { id, nickname: `Otter ${i}`, sigil: 'moth', metal: 'iron', grove: groves[i % 4] ?? 'ash' }];
    }),
  );
}
const ids = (count: number): ParticipantId[] => [...people(count).keys()];

function round(number: number, change: Partial<Round> = {}): Round {
  const startsAt = 100_000 * number;
  return {
    ...{ id: `r${number}`, number, kind: 'imitate', spell: tide, duel: null, pausedAt: null, pauses: [] },
    ...{ startsAt, endsAt: startsAt + 40_000, undone: false, ...change },
  };
}

/** Casts of a round with the given confidences in percent, which are the points of an `imitate` round. */
function casts(number: number, sure: readonly (readonly [ParticipantId, number])[]): PlayedCast[] {
  return sure.map(([participantId, points], i) => {
    const beganAt = 100_000 * number + 50 * i;
    const castId = `${number} ${participantId} ${i}` as CastId;
    const times = { beganAt, endedAt: beganAt + 500, receivedAt: beganAt + 600 };
    return { castId, participantId, ...times, recognized: points < 0 ? null : tide, confidence: points / 100 };
  });
}

const LATER = 1e9;
const [a, b, c] = ids(3) as [ParticipantId, ParticipantId, ParticipantId];
const results = resultsOf(
  [round(1), round(2)],
  [...casts(1, [[a, 40], [b, 60]]), ...casts(2, [[a, 80], [c, 90]])], // prettier-ignore
  LATER,
);

describe('the leaderboard', () => {
  test('[G7] ranks everyone, with how many places they moved and their earlier ranks', () => {
    const board = boardOf(results, people(3));
    expect(board.rows.map(({ id, rank, points, moved, ranks }) => [id, rank, points, moved, ranks])).toEqual([
      [a, 1, 120, 1, [2, 1]],
      [c, 2, 90, null, [null, 2]],
      [b, 3, 60, -2, [1, 3]],
    ]);
    expect([board.rounds, board.recent, board.people]).toEqual([2, [1, 2], 3]);
  });

  test('[G7] leaves out hidden and removed people and does not skip their ranks', () => {
    const players = people(3);
    players.delete(a);
    expect(boardOf(results, players).rows.map(({ id, rank }) => [id, rank])).toEqual([
      [c, 1],
      [b, 2],
    ]);
  });

  test('shows the first ten people and how many there are in total', () => {
    const crowd = ids(500);
    const all = resultsOf([round(1)], casts(1, crowd.map((id, i) => [id, i % 97])), LATER); // prettier-ignore
    const board = boardOf(all, people(500));
    expect([board.rows.length, board.people, board.rows[0]?.points]).toEqual([10, 500, 96]);
  });

  test('[O4] ranks groves by points per player, so that large groves have no advantage', () => {
    const players = people(8); // two of each grove
    const [ash, birch] = [...players.keys()] as [ParticipantId, ParticipantId];
    const own = resultsOf([round(1)], casts(1, [[ash, 50], [birch, 30]]), LATER); // prettier-ignore
    players.delete('p004' as ParticipantId); // of Ash
    expect(
      boardOf(own, players).groves.map(({ grove, rank, perHead, people: n }) => [grove, rank, perHead, n]),
    ).toEqual([
      ['ash', 1, 50, 1],
      ['birch', 2, 15, 2],
      ['rowan', 3, 0, 2],
      ['yew', 3, 0, 2],
    ]);
  });

  test('is empty before anyone has points', () => {
    expect(boardOf([], people(3))).toEqual({ rounds: 0, recent: [], people: 0, rows: [], groves: [] });
  });
});

describe('a player’s own standing', () => {
  test('includes the points of the cast that counts', () => {
    const ranking = rankingOf(results, people(3));
    expect(ownStanding(results, ranking, a)).toMatchObject({
      points: 120,
      rank: 1,
      of: 3,
      moved: 1,
      streak: 2,
      gained: 80,
      last: { total: 80 },
    });
    expect(ownStanding(results, ranking, b)).toMatchObject({ rank: 3, streak: 0, last: null });
  });

  test('has no rank before the player has points', () => {
    const ranking = rankingOf(results, people(4));
    expect(ownStanding(results, ranking, 'p003' as ParticipantId)).toEqual({
      ...{ points: 0, rank: null, of: 3, moved: null, streak: 0, gained: 0, last: null },
    });
  });

  test('finds the cast with the most points as the best of the event', () => {
    expect(bestCastOf(results, a)?.total).toBe(80);
    expect(bestCastOf(results, 'nobody' as ParticipantId)).toBeUndefined();
  });
});

describe('a round’s tally', () => {
  test('counts casts by recognized spell in spellbook order, and each person once', () => {
    const otherSpell = casts(1, [[b, 10]]).map((cast) => ({ ...cast, recognized: gale, castId: 'other' as CastId }));
    const [result] = resultsOf([round(1)], [...casts(1, [[a, 40], [a, 50], [b, -1]]), ...otherSpell], LATER); // prettier-ignore
    if (result === undefined) throw new Error('no round');
    const tally = tallyOf(result, people(4), ids(4), spells);
    expect(tally.recognized.map(([id]) => id)).toEqual(spells.map(({ id }) => id));
    expect(new Map(tally.recognized).get(tide)).toBe(2);
    expect(new Map(tally.recognized).get(gale)).toBe(1);
    expect([tally.fizzled, tally.people, tally.of]).toEqual([1, 2, 4]);
    expect(tally.leaders.map(({ id, points }) => [id, points])).toEqual([[a, 50]]);
  });

  test('still counts people who cast and then left', () => {
    const [result] = resultsOf([round(1)], casts(1, [[a, 40]]), LATER);
    expect(result && tallyOf(result, people(3), [b, c], spells)).toMatchObject({ people: 1, of: 3 });
  });
});
