import { starterSpellbook } from '@wandcast/gesture';
import type { ParticipantId, Round, RoundLeader, RoundTally, Spell, SpellId, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../../apps/web/src/locales/en/stage/index';
import { duelists } from '../../../../../../apps/web/src/stage/round/duel/duelists';
import type { RoundPhase } from '../../../../../../apps/web/src/stage/round/time/round-phase';
import { plainText, resultText, titleText } from '../../../../../../apps/web/src/stage/round/title/round-sentences';
import { MAX_SPELL_ROWS, rowHeights, tallyRows } from '../../../../../../apps/web/src/stage/round/tally-rows';

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
  isSettled: true,
  bestCasts: [],
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
const { round } = stage;
const title = (kind: Round['kind'], phase: RoundPhase) =>
  titleText({ ...order, kind, number: 4 }, phase, null, tide, round);
const result = (tally: RoundTally | null): string => plainText(resultText(order, tally, tide, round));

describe('the sentences of a round', () => {
  test('ask to cast the spell only while the round runs', () => {
    expect(title('order', 'running')).toEqual({
      challenge: ['Cast ', { spell: 'Tide' }, ' now!'],
      hint: tide.hint,
    });
    for (const kind of ['order', 'free', 'duel', 'fastest', 'imitate'] as const) {
      expect(plainText(title(kind, 'running').challenge)).toMatch(/!$/);
      expect(plainText(title(kind, 'announced').challenge)).not.toMatch(/!|cast/i);
    }
  });

  test('announce the rule of each kind, and then say how to draw the spell', () => {
    expect(title('fastest', 'announced')).toEqual({
      challenge: [{ spell: 'Tide' }, ' race'],
      hint: round.rules.fastest,
    });
    expect(title('fastest', 'countdown')).toEqual({ challenge: [{ spell: 'Tide' }, ' race'], hint: tide.hint });
  });

  test('do not tell the result while casts are counted', () => {
    const tally = tallyOf({ tide: 74 }, 0, [leader('a', 900)]);
    expect(plainText(titleText({ ...order, number: 4 }, 'counting', tally, tide, round).challenge)).toBe('Counting…');
    expect(plainText(titleText({ ...order, number: 4 }, 'result', tally, tide, round).challenge)).toBe(
      'Every cast was Tide',
    );
  });

  test('are kind if nobody scored', () => {
    const hint = (kind: Round['kind'], leaders: RoundLeader[]): string =>
      titleText({ ...order, kind, number: 4 }, 'result', tallyOf({ tide: 0 }, 3, leaders), tide, round).hint;
    expect(hint('order', [])).toBe(round.noWinner);
    expect(hint('order', [leader('a', 1)])).toBe('Round four is over.');
  });

  test('report the result', () => {
    expect(result(tallyOf({ tide: 74, gale: 38 }, 12))).toBe('74 of 124 casts were Tide');
    expect(result(tallyOf({ tide: 1, gale: 1 }))).toBe('1 of 2 casts was Tide');
    expect(result(tallyOf({ tide: 12 }))).toBe('Every cast was Tide');
    expect(result(tallyOf({ tide: 1 }))).toBe('One cast, and it was Tide');
    expect(result(tallyOf({}))).toBe('Nobody cast');
    expect(result(null)).toBe('Nobody cast');
    expect(plainText(resultText({ kind: 'free', spell: null }, tallyOf({ tide: 3 }, 1), undefined, round))).toBe(
      '4 casts, 3 recognized',
    );
  });

  test('name the winner of a duel, or a draw', () => {
    const duel = { kind: 'duel', spell: tide.id } as const;
    const words = (...leaders: RoundLeader[]) =>
      plainText(resultText(duel, tallyOf({ tide: 2 }, 0, leaders), tide, round));
    expect(words(leader('a', 120), leader('b', 80))).toBe('Wizard a wins');
    expect(words(leader('a', 80), leader('b', 80))).toBe('A draw');
    expect(words()).toBe('Nobody scored');
  });

  test('count the participants who have cast, and format times', () => {
    expect(round.casters(124, 143)).toBe('of 143 have cast');
    expect(round.casters(1, 2)).toBe('of 2 has cast');
    expect(round.took(1_424)).toBe('1.42 s');
  });
});

describe('the two duelists', () => {
  const duel = ['a', 'b'] as unknown as readonly [ParticipantId, ParticipantId];

  test('are found by their wands, or by their score if they left', () => {
    const here: StageWand = { ...leader('b', 0), slot: 3 };
    const two = duelists({ duel }, [{ wand: here }], [leader('a', 90)], round);
    expect(two.map(({ nickname, points }) => [nickname, points])).toEqual([
      ['Wizard a', 90],
      ['Wizard b', null],
    ]);
  });

  test('keep their name and mark if they are not connected and did not score', () => {
    const { id, nickname, sigil, metal } = leader('b', 0);
    expect(duelists({ duel, rivals: [{ id, nickname, sigil, metal }] }, [], [], round)).toEqual([
      { id: 'a', nickname: round.firstDuelist, person: null, points: null, tookMs: 0 },
      { id: 'b', nickname: 'Wizard b', person: { sigil, metal, grove: null }, points: null, tookMs: 0 },
    ]);
  });

  test('have no mark if they are unknown', () => {
    expect(duelists({ duel }, [], [], round)).toMatchObject([{ person: null }, { person: null, points: null }]);
  });
});

describe('the rows of the tally', () => {
  test('are the spells in the order of the book, and fizzled casts', () => {
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

  test('exist before anyone has cast', () => {
    expect(tallyRows(starterSpellbook, null, null)).toHaveLength(7);
  });

  test('count casts of spells that left the book among the others', () => {
    const rows = tallyRows(starterSpellbook, tide.id, tallyOf({ tide: 2, gone: 5 }));
    expect(rows.at(-2)).toEqual({ kind: 'others', casts: 5 });
  });

  test('show the requested and the most frequent spells of a large book', () => {
    const spells = Array.from({ length: 20 }, (_, i): Spell => ({ ...tide, id: `s${i}` as SpellId }));
    const rows = tallyRows(spells, 's19' as SpellId, tallyOf({ s3: 9, s17: 4, s0: 1 }));
    const shown = rows.flatMap((one) => (one.kind === 'spell' ? [one.spell.id] : []));
    expect(shown).toHaveLength(MAX_SPELL_ROWS - 1);
    expect(shown).toEqual(expect.arrayContaining(['s0', 's3', 's17', 's19']));
    expect(shown).toEqual([...shown].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
  });

  test('fill the given height, most of it for the requested spell', () => {
    const heights = rowHeights(tallyRows(starterSpellbook, tide.id, null), 41);
    expect(heights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(41);
    expect(heights[1]).toBeGreaterThan(2 * (heights[0] ?? 0));
  });
});
