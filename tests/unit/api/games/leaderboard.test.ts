import type { CastId, Participant, ParticipantId, Round, SpellId } from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import {
  bestCastOf,
  bestCasts,
  boardOf,
  ownStanding,
  tallyOf,
} from '../../../../apps/api/src/games/leaderboard/leaderboard.js';
import { Places } from '../../../../apps/api/src/games/leaderboard/places.js';
import type { PlayedCast } from '../../../../apps/api/src/games/scoring/played-cast.js';
import { playersIn } from '../../../../apps/api/src/games/scoring/players.js';
import { closesAt, resultsOf } from '../../../../apps/api/src/games/scoring/scoring.js';

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
    ...{ id: `r${number}`, number, kind: 'fastest', spell: tide, duel: null, pausedAt: null, pauses: [] },
    ...{ startsAt, endsAt: startsAt + 40_000, undone: false, ...change },
  };
}

/** Casts of a `fastest` round with the given points; negative ones fizzle. */
function casts(number: number, worth: readonly (readonly [ParticipantId, number])[]): PlayedCast[] {
  return worth.map(([participantId, points], i) => {
    const endedAt = 100_000 * number + 40 * (1_000 - Math.abs(points));
    const castId = `${number} ${participantId} ${i}` as CastId;
    return {
      ...{ castId, participantId, beganAt: endedAt - 500, endedAt, receivedAt: endedAt + 100 },
      ...{ recognized: points < 0 ? null : tide, confidence: 0.9, spells: 6, isTapped: false },
    };
  });
}

const LATER = 1e9;
const [a, b, c] = ids(3) as [ParticipantId, ParticipantId, ParticipantId];
const results = resultsOf(
  [round(1), round(2)],
  [...casts(1, [[a, 400], [b, 600]]), ...casts(2, [[a, 800], [c, 900]])], // prettier-ignore
  LATER,
);

describe('the leaderboard', () => {
  test('[G7] ranks everyone, with how many places they moved and their earlier ranks', () => {
    const board = boardOf(results, people(3));
    expect(board.rows.map(({ id, rank, points, moved, ranks }) => [id, rank, points, moved, ranks])).toEqual([
      [a, 1, 1200, 1, [2, 1]],
      [c, 2, 900, null, [null, 2]],
      [b, 3, 600, -2, [1, 3]],
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
    const own = resultsOf([round(1)], casts(1, [[ash, 500], [birch, 300]]), LATER); // prettier-ignore
    players.delete('p004' as ParticipantId); // of Ash
    expect(
      boardOf(own, players).groves.map(({ grove, rank, perHead, people: n }) => [grove, rank, perHead, n]),
    ).toEqual([
      ['ash', 1, 500, 1],
      ['birch', 2, 150, 2],
      ['rowan', 3, 0, 2],
      ['yew', 3, 0, 2],
    ]);
  });

  test('[O4] ranks groves with equal points by which had them first', () => {
    const twice = casts(1, [[a, 400], [b, 400]]).map((cast) => ({ ...cast, beganAt: 100_000 })); // prettier-ignore
    const [first, second] = twice as [PlayedCast, PlayedCast];
    const own = resultsOf([round(1, { kind: 'imitate' })], [{ ...first, endedAt: second.endedAt + 1 }, second], LATER);
    const ranks = boardOf(own, people(2)).groves.map(({ grove, rank, perHead }) => [grove, rank, perHead]);
    expect(ranks).toEqual([['birch', 1, 611], ['ash', 2, 611], ['rowan', 3, 0], ['yew', 3, 0]]); // prettier-ignore
  });

  test('[O4] does not count people in their grove who joined after the newest round closed', () => {
    const everyone = Array.from(people(3).values(), (participant, i) => ({
      ...{ participant, isShown: i !== 1, joinedAt: closesAt(round(2)) + i - 1 },
    }));
    expect([...playersIn(results, everyone).keys()]).toEqual([a]);
    expect([...playersIn([], everyone).keys()]).toEqual([a, c]);
  });

  test('is empty before anyone has points', () => {
    expect(boardOf([], people(3))).toEqual({ rounds: 0, recent: [], people: 0, rows: [], groves: [] });
  });
});

describe('a player’s own standing', () => {
  test('includes the points of the cast that counts', () => {
    const [players, ranking] = [people(3), new Places().after(results, people(3))];
    expect(ownStanding(results, players, ranking, a)).toMatchObject({
      points: 1200,
      rank: 1,
      of: 3,
      moved: 1,
      streak: 2,
      gained: 800,
      last: { total: 800 },
    });
    expect(ownStanding(results, players, ranking, b)).toMatchObject({ rank: 3, streak: 0, last: null });
  });

  test('has no rank before the player has points', () => {
    const players = people(4);
    expect(ownStanding(results, players, new Places().after(results, players), 'p003' as ParticipantId)).toEqual({
      ...{ points: 0, rank: null, of: 3, players: 4, moved: null, streak: 0, gained: 0 },
      ...{ isSettled: true, tapped: null, last: null },
    });
  });

  test('[G8] has the points of tapped casts apart', () => {
    const taps = [...casts(1, [[a, 300]]), ...casts(2, [[a, 700]])].map((cast) => ({ ...cast, isTapped: true }));
    const drawn = casts(1, [[a, 400]]);
    const own = resultsOf([round(1), round(2)], [...taps, ...drawn], LATER);
    const standing = ownStanding(own, people(1), new Places().after(own, people(1)), a);
    expect(standing).toMatchObject({
      points: 400,
      rank: 1,
      gained: 0,
      tapped: { points: 1000, gained: 700 },
      last: null,
    });
  });

  test('[G8] tells whether the newest round is settled', () => {
    const isSettled = (now: number) => {
      const own = resultsOf([round(1)], [], now);
      return ownStanding(own, people(1), new Places().after(own, people(1)), a).isSettled;
    };
    const end = round(1).endsAt;
    expect([end - 1, end + 1, LATER].map(isSettled)).toEqual([false, false, true]);
  });

  test('finds the cast with the most points as the best of the event', () => {
    expect(bestCastOf(results, a)?.total).toBe(800);
    expect(bestCastOf(results, 'nobody' as ParticipantId)).toBeUndefined();
  });
});

describe('a round’s tally', () => {
  test('counts casts by recognized spell in spellbook order, and each person once', () => {
    const otherSpell = casts(1, [[b, 100]]).map((cast) => ({ ...cast, recognized: gale, castId: 'other' as CastId }));
    const [result] = resultsOf([round(1)], [...casts(1, [[a, 400], [a, 500], [b, -1]]), ...otherSpell], LATER); // prettier-ignore
    if (result === undefined) throw new Error('no round');
    const tally = tallyOf(result, people(4), ids(4), spells);
    expect(tally.recognized.map(([id]) => id)).toEqual(spells.map(({ id }) => id));
    expect(new Map(tally.recognized).get(tide)).toBe(2);
    expect(new Map(tally.recognized).get(gale)).toBe(1);
    expect([tally.fizzled, tally.people, tally.of]).toEqual([1, 2, 4]);
    expect(tally.leaders.map(({ id, points }) => [id, points])).toEqual([[a, 500]]);
  });

  test('[G8] has up to five leaders, and their best casts once it is settled', () => {
    const crowd = ids(7);
    const all = casts(1, crowd.flatMap((id, i) => [[id, 100 + i], [id, 200 + i]] as const)); // prettier-ignore
    const tallyAt = (now: number) => {
      const [result] = resultsOf([round(1)], all, now);
      if (result === undefined) throw new Error('no round');
      const tally = tallyOf(result, people(6), ids(7), spells); // the seventh is hidden
      return { tally, best: bestCasts(result, tally.leaders) };
    };
    const end = round(1).endsAt;
    expect(tallyAt(end + 1)).toMatchObject({ tally: { isSettled: false }, best: [] });
    const { tally, best } = tallyAt(LATER);
    expect(tally.isSettled).toBe(true);
    expect(tally.leaders.map(({ id, points }) => [id, points])).toEqual(
      [5, 4, 3, 2, 1].map((i) => [crowd[i], 200 + i]),
    );
    expect(best).toEqual([5, 4, 3, 2, 1].map((i) => `1 ${crowd[i] ?? ''} ${2 * i + 1}`));
  });

  test('still counts people who cast and then left', () => {
    const [result] = resultsOf([round(1)], casts(1, [[a, 400]]), LATER);
    expect(result && tallyOf(result, people(3), [b, c], spells)).toMatchObject({ people: 1, of: 3 });
  });
});
