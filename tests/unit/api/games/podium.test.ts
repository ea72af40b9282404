import type { BoardRow, CastId, ParticipantId, Round, ShownCast, SpellId } from '@wandcast/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { podiumOf } from '../../../../apps/api/src/games/leaderboard/podium.js';
import { ShownCasts } from '../../../../apps/api/src/games/leaderboard/shown-casts.js';
import { resultsOf } from '../../../../apps/api/src/games/scoring/scoring.js';

const tide = 'tide' as SpellId;
const stored = new Map<CastId, ShownCast>();
let asked: CastId[] = [];

beforeEach(() => {
  asked = [];
  stored.clear();
  for (const id of ['c0', 'c1', 'c2', 'c3'] as CastId[])
    stored.set(id, { castId: id, spell: tide, confidence: 0.9, seal: [1, 2], path: `path of ${id}` });
});

function shownCasts(): ShownCasts {
  return new ShownCasts((id) => {
    asked.push(id);
    return Promise.resolve(stored.get(id));
  });
}

describe('casts shown to people', () => {
  test('keep their order; a deleted one has no seal and no path', async () => {
    stored.delete('c1' as CastId);
    const shown = await shownCasts().list(['c2', 'c1'] as CastId[]);
    expect(shown).toEqual([
      stored.get('c2' as CastId),
      { castId: 'c1', spell: null, confidence: 0, seal: [], path: '' },
    ]);
  });

  test('are read once while they are shown', async () => {
    const casts = shownCasts();
    for (const ids of [['c0', 'c1'], ['c1', 'c0'], ['c2'], ['c0']]) await casts.list(ids as CastId[]);
    expect(asked).toEqual(['c0', 'c1', 'c2', 'c0']);
  });
});

test('the podium has the best three, each with their best cast and its path', async () => {
  const round: Round = {
    ...{ id: 'r', number: 1, kind: 'fastest', spell: tide, duel: null, pausedAt: null, pauses: [], undone: false },
    ...{ startsAt: 0, endsAt: 20_000 },
  };
  const played = ['c0', 'c1', 'c2', 'c3'].map((castId, i) => ({
    ...{ castId: castId as CastId, participantId: `p${i}` as ParticipantId, beganAt: 0, endedAt: 1_000 * (i + 1) },
    ...{ receivedAt: 5_000, recognized: tide, confidence: 1, spells: 6, isTapped: false },
  }));
  const rows = played.map(({ participantId }, i): BoardRow => ({
    ...{ id: participantId, nickname: `Otter ${i}`, sigil: 'moth', metal: 'iron', grove: 'ash' },
    ...{ rank: i + 1, points: 900, moved: null, streak: 1, ranks: [] },
  }));
  stored.delete('c1' as CastId);
  const podium = await podiumOf(rows, resultsOf([round], played, Infinity), shownCasts());
  expect(podium.map(({ rank, spell, seal, path }) => [rank, spell, seal.length, path])).toEqual([
    [1, tide, 2, 'path of c0'],
    [2, null, 0, ''],
    [3, tide, 2, 'path of c2'],
  ]);
});
