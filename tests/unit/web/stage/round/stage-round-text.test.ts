import { starterSpellbook } from '@wandcast/gesture';
import type { ParticipantId, RoundLeader, RoundTally, Spell, SpellId, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { duelists } from '../../../../../apps/web/src/stage/round/duelists';
import {
  castersWords,
  orderWords,
  plain,
  resultWords,
  tookWords,
} from '../../../../../apps/web/src/stage/round/stage-round-text';
import { MOST_SPELLS, rowHeights, tallyRows } from '../../../../../apps/web/src/stage/round/tally-rows';

const tide: Spell = starterSpellbook.find(({ id }) => (id as string) === 'tide') ?? raise();
function raise(): never {
  throw new Error('the starter spellbook has Tide');
}
const order = { kind: 'order', spell: tide.id } as const;
const tallyOf = (
  recognized: Record<string, number>,
  fizzled = 0,
  leaders: readonly RoundLeader[] = [],
): RoundTally => ({
  roundId: 'r',
  recognized: Object.entries(recognized).map(([id, casts]) => [id as SpellId, casts] as const),
  fizzled,
  people: 4,
  of: 5,
  leaders,
});
const leader = (id: string, points: number): RoundLeader => ({
  id: id as ParticipantId,
  nickname: `Wizard ${id}`,
  sigil: 'moth',
  metal: 'iron',
  grove: 'yew',
  points,
  tookMs: 1_424,
});
const result = (tally: RoundTally | null): string => plain(resultWords(order, tally, tide));

describe('the words of a round', () => {
  test('order what is asked for, in its color, once it runs and not before', () => {
    expect(orderWords('order', tide, 'running')).toEqual({
      order: ['Cast ', { spell: 'Tide' }, ' now!'],
      hint: tide.hint,
    });
    for (const kind of ['order', 'free', 'duel', 'fastest', 'imitate'] as const) {
      expect(plain(orderWords(kind, tide, 'running').order)).toMatch(/!$/);
      expect(plain(orderWords(kind, tide, 'ready').order)).not.toMatch(/!|cast/i);
    }
  });

  test('tell how it came out', () => {
    expect(result(tallyOf({ tide: 74, gale: 38 }, 12))).toBe('74 of 124 casts were Tide');
    expect(result(tallyOf({ tide: 1, gale: 1 }))).toBe('1 of 2 casts was Tide');
    expect(result(tallyOf({ tide: 12 }))).toBe('Every cast was Tide');
    expect(result(tallyOf({ tide: 1 }))).toBe('One cast, and it was Tide');
    expect(result(tallyOf({}))).toBe('Nobody cast');
    expect(result(null)).toBe('Nobody cast');
    expect(plain(resultWords({ kind: 'free', spell: null }, tallyOf({ tide: 3 }, 1), undefined))).toBe(
      '4 casts, 3 spells heard',
    );
  });

  test('name the winner of a duel, or call it a draw', () => {
    const duel = { kind: 'duel', spell: tide.id } as const;
    const words = (...leaders: RoundLeader[]) => plain(resultWords(duel, tallyOf({ tide: 2 }, 0, leaders), tide));
    expect(words(leader('a', 120), leader('b', 80))).toBe('Wizard a wins');
    expect(words(leader('a', 80), leader('b', 80))).toBe('A draw');
    expect(words()).toBe('Nobody scored');
  });

  test('count who has cast, and tell a time', () => {
    expect(castersWords({ people: 124, of: 143 })).toEqual({ figure: '124', words: 'of 143 have cast' });
    expect(castersWords({ people: 1, of: 2 })).toEqual({ figure: '1', words: 'of 2 has cast' });
    expect(tookWords(1_424)).toBe('1.42 s');
  });
});

describe('the two of a duel', () => {
  const duel = ['a', 'b'] as unknown as readonly [ParticipantId, ParticipantId];

  test('are known by their wands, and by what they scored where they left', () => {
    const here: StageWand = { ...leader('b', 0), slot: 3 };
    const two = duelists({ duel }, [{ wand: here }], [leader('a', 90)]);
    expect(two.map(({ nickname, points }) => [nickname, points])).toEqual([
      ['Wizard a', 90],
      ['Wizard b', null],
    ]);
  });

  test('are not invented: whom nobody knows has no mark', () => {
    expect(duelists({ duel }, [], [])).toMatchObject([{ mark: null }, { mark: null, points: null }]);
  });
});

describe('the lines of the tally', () => {
  test('are the book in its order, and what fizzled', () => {
    const rows = tallyRows(starterSpellbook, tide.id, tallyOf({ tide: 9, gale: 2 }, 3));
    expect(
      rows.map((one) => (one.kind === 'spell' ? `${one.spell.name} ${one.casts}` : `${one.kind} ${one.casts}`)),
    ).toEqual([
      'Ember 0',
      'Tide 9',
      'Gale 2',
      'Bloom 0',
      'Spark 0',
      'Veil 0',
      'fizzled 3', // prettier-ignore
    ]);
  });

  test('are there before anyone cast', () => {
    expect(tallyRows(starterSpellbook, null, null)).toHaveLength(7);
  });

  test('what is not in the book any more is among others, so that no cast is lost', () => {
    const rows = tallyRows(starterSpellbook, tide.id, tallyOf({ tide: 2, gone: 5 }));
    expect(rows.at(-2)).toEqual({ kind: 'others', casts: 5 });
  });

  test('of a thick book show what is asked for and what was heard most', () => {
    const spells = Array.from({ length: 20 }, (_, i): Spell => ({ ...tide, id: `s${i}` as SpellId }));
    const rows = tallyRows(spells, 's19' as SpellId, tallyOf({ s3: 9, s17: 4, s0: 1 }));
    const shown = rows.flatMap((one) => (one.kind === 'spell' ? [one.spell.id] : []));
    expect(shown).toHaveLength(MOST_SPELLS - 1);
    expect(shown).toEqual(expect.arrayContaining(['s0', 's3', 's17', 's19']));
    expect(shown).toEqual([...shown].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
  });

  test('fill the height they are given, what is asked for most of it', () => {
    const heights = rowHeights(tallyRows(starterSpellbook, tide.id, null), 41);
    expect(heights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(41);
    expect(heights[1]).toBeGreaterThan(2 * (heights[0] ?? 0));
  });
});
