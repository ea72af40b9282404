import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grove, ParticipantId } from '@wandcast/protocol';
import { PlayerTable } from '../../../../apps/api/src/games/scoring/player-table.js';
import { playersIn, type Player, type Players } from '../../../../apps/api/src/games/scoring/players.js';

const ids = ['a', 'b', 'c', 'd', 'e'].map((id) => id as ParticipantId);
const player: fc.Arbitrary<Player> = fc.record({
  participant: fc.record({
    id: fc.constantFrom(...ids),
    nickname: fc.string(),
    sigil: fc.constantFrom('moth', 'owl'),
    metal: fc.constantFrom('iron', 'gold'),
    grove: fc.constantFrom<Grove>('ash', 'birch'),
  }),
  isShown: fc.boolean(),
  joinedAt: fc.integer({ min: 0, max: 10 }),
}) as fc.Arbitrary<Player>;
const change = fc.oneof(fc.array(player, { maxLength: 4 }), fc.constantFrom(...ids));

describe('a table of players', () => {
  test('knows the same people as a map of them, whatever was added, replaced and deleted', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const [table, map] = [new PlayerTable(), new Map<ParticipantId, Player>()];
        for (const one of changes) {
          if (typeof one === 'string') {
            table.delete(one);
            map.delete(one);
          } else {
            table.add(one);
            for (const added of one) map.set(added.participant.id, added);
          }
        }
        // Without rounds, everyone who is shown counts.
        expect(entriesOf(table.shownUntil(Infinity))).toEqual(entriesOf(playersIn([], map.values())));
        for (const until of [-1, 0, 5, 10]) {
          const counted = [...map.values()].filter(({ isShown, joinedAt }) => isShown && joinedAt <= until);
          expect(entriesOf(table.shownUntil(until))).toEqual(entriesOf(playersIn([], counted)));
        }
        for (const id of ids) {
          expect(table.has(id)).toBe(map.has(id));
          expect(table.isHidden(id)).toBe(map.get(id)?.isShown === false);
        }
      }),
    );
  });
});

/** All that can be asked of players, in any order. */
function entriesOf(players: Players): unknown {
  const all = [...players.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { size: players.size, all, asked: ids.map((id) => [players.has(id), players.get(id)]) };
}
