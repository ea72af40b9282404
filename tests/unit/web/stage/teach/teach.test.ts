import type { ParticipantId, TeachingNeed, SpellId, StageResult, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { stage as german } from '../../../../../apps/web/src/locales/de/stage/index';
import { stage } from '../../../../../apps/web/src/locales/en/stage/index';
import {
  HOLD_MS,
  fittingContributors,
  nextContributors,
  noContributors,
} from '../../../../../apps/web/src/stage/teach/recent-contributors';
import {
  MAX_PER_SPELL,
  readTrace,
  lineOpacity,
  addTaughtCasts,
  type TaughtCast,
} from '../../../../../apps/web/src/stage/state/taught-casts';
import { MOST_CELLS, teachGrid } from '../../../../../apps/web/src/stage/teach/teach-grid';
import { spellNameSize } from '../../../../../apps/web/src/stage/teach/spell-name-size';
import { needLines, needSentence } from '../../../../../apps/web/src/stage/teach/spell-needs';

const wand = (slot: number): StageWand => ({
  ...{ slot, id: `person-${slot}` as ParticipantId, nickname: `Wizard ${slot}` },
  ...{ sigil: 'moth', metal: 'brass', grove: 'ash' },
});
const values = Int8Array.from({ length: 72 }, (_, i) => i - 100);
const taught = (n: number, change: object = {}): StageResult => ({
  ...{ slot: n, castId: `cast-${n}` as never, intent: 'teach', modelId: null, spell: 'tide' as SpellId },
  ...{ percents: [], seal: [], trace: Buffer.from(values).toString('base64') },
  ...change,
});
const gathered = (...results: readonly StageResult[]): readonly TaughtCast[] => addTaughtCasts([], results, wand, 0);

describe('taught casts', () => {
  test('are decoded from their traces, and ignored without a valid one', () => {
    expect(readTrace(taught(1).trace ?? '')).toEqual(values);
    expect(readTrace('AAAA')).toBeUndefined();
    expect(readTrace('?')).toBeUndefined();
    expect(gathered(taught(1, { trace: undefined }), taught(2, { spell: null }), taught(3))).toHaveLength(1);
  });

  test('keep the newest of each spell, oldest first, independent of other spells', () => {
    const taughtCasts = gathered(
      taught(0, { spell: 'veil' }),
      ...Array.from({ length: MAX_PER_SPELL + 5 }, (_, i) => taught(i + 1)),
    );
    expect(taughtCasts).toHaveLength(MAX_PER_SPELL + 1);
    expect(taughtCasts.map(({ wand: { slot } }) => slot)).toEqual([
      0,
      ...Array.from({ length: MAX_PER_SPELL }, (_, i) => i + 6),
    ]);
  });

  test('are unchanged without new results', () => {
    const taughtCasts = gathered(taught(1));
    expect(addTaughtCasts(taughtCasts, [], wand, 9)).toBe(taughtCasts);
  });

  test('fade with age, but the oldest stays visible', () => {
    const strengths = Array.from({ length: MAX_PER_SPELL }, (_, age) => lineOpacity(age));
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(strengths[0]).toBeLessThanOrEqual(1);
    expect(strengths.at(-1)).toBeGreaterThan(0.09);
  });
});

describe('the latest contributors', () => {
  test('are shown newest first, without duplicates, and long enough to be read', () => {
    const first = nextContributors(noContributors, gathered(taught(1), taught(2), taught(2), taught(3)), 100);
    expect(first.wands.map(({ slot }) => slot)).toEqual([3, 2, 1]);
    const crowd = gathered(...[1, 2, 3, 4, 5, 6].map((n) => taught(n)));
    expect(nextContributors(first, crowd, 100 + HOLD_MS - 1)).toBe(first);
    expect(nextContributors(first, crowd, 100 + HOLD_MS).wands.map(({ slot }) => slot)).toEqual([6, 5, 4]);
  });

  test('appear at once while there are few, and stay without new casts', () => {
    const one = nextContributors(noContributors, gathered(taught(1)), 0);
    const two = nextContributors(one, gathered(taught(1), taught(2)), 10);
    expect(two.wands.map(({ slot }) => slot)).toEqual([2, 1]);
    expect(nextContributors(one, gathered(taught(1)), 9_000).wands.map(({ slot }) => slot)).toEqual([1]);
  });
});

describe('names of contributors', () => {
  const named = (...names: string[]): StageWand[] =>
    names.flatMap((nickname) => gathered(taught(1)).map(({ wand }) => ({ ...wand, nickname })));
  const fitting = (letters: number, ...names: string[]): string[] =>
    fittingContributors(named(...names), letters).map(({ nickname }) => nickname);

  test('are shown as far as they fit', () => {
    expect(fitting(32, 'Amber Lapwing', 'Cosy Goldcrest', 'Glad Ermine')).toEqual(['Amber Lapwing', 'Cosy Goldcrest']);
    expect(fitting(38, 'Amber Lapwing', 'Cosy Goldcrest', 'Glad Ermine')).toHaveLength(3);
  });

  test('skip none that comes before a shown one, and always include the newest', () => {
    expect(fitting(20, 'Amber Lapwing', 'Cosy Goldcrest', 'Newt')).toEqual(['Amber Lapwing']);
    expect(fitting(4, 'Amber Lapwing')).toEqual(['Amber Lapwing']);
  });
});

describe('the grid of the book', () => {
  test.each([1, 3, 6, 7, 12, 13, 24, 40])('%i spells fit into the picture without overlapping', (spells) => {
    const cells = teachGrid(spells);
    expect(cells).toHaveLength(Math.min(spells, MOST_CELLS));
    for (const { head, lanes, text } of cells) {
      expect(head.y + head.height).toBeCloseTo(lanes.y);
      expect(lanes.y + lanes.height).toBeCloseTo(text.y);
      expect(lanes.height).toBeGreaterThan(100);
      expect(head.x).toBeGreaterThanOrEqual(60);
      expect(head.x + head.width).toBeLessThanOrEqual(1860.001);
      expect(text.y + text.height).toBeLessThanOrEqual(940);
    }
    for (const [i, a] of cells.entries())
      for (const b of cells.slice(i + 1))
        expect(a.head.x + a.head.width <= b.head.x || a.text.y + a.text.height <= b.head.y).toBe(true);
  });
});

describe('the name of a spell in the book', () => {
  test('is as large as its cell allows, and readable from the last row however long it is', () => {
    expect(spellNameSize('Tide', 12, 7)).toBe(5.6);
    expect(spellNameSize('Wingardium', 12, 7)).toBeLessThan(5.6);
    for (const height of [7, 5.25, 4]) {
      const size = spellNameSize('Wingardium Whimsicalityy', 11.4, height);
      expect(size).toBeGreaterThanOrEqual(1.9); // 30 px on a Full HD projector
      expect(2 * size).toBeLessThanOrEqual(height);
    }
  });
});

describe('what a spell still needs', () => {
  const need = (casts: number, people: number, needs: string | null): TeachingNeed => ({
    spell: 'tide' as SpellId,
    casts,
    people,
    needs,
  });
  const tide = { name: 'Tide', glyph: 'M0 0L9 9' };
  const sentence = (room: TeachingNeed | undefined): string => needSentence(tide, room, stage.teach);
  const lines = (room: TeachingNeed, shown: number): readonly string[] => needLines(tide, room, shown, stage.teach);

  test('in a sentence', () => {
    expect(sentence(need(1, 1, 'Tide needs 4 more casts from 2 more people'))).toBe('Tide needs 4 more casts from 2 more people.'); // prettier-ignore
    expect(sentence(need(9, 9, null))).toBe('Enough to learn from. More makes it better.');
    expect(sentence(need(0, 0, 'Tide already works; 3 teachers would make it better'))).toBe('Nobody has taught Tide yet.'); // prettier-ignore
    expect(sentence(undefined)).toBe('');
  });

  test('asks for people rather than casts if there are casts enough', () => {
    const lonely = need(34, 1, 'Tide needs 2 more casts from 2 more people');
    expect(sentence(lonely)).toBe('Tide needs 2 more people to teach it.');
    expect(lines(lonely, 34)).toEqual(['needs 2 more', 'people']);
    expect(lines(need(34, 2, 'Tide needs 1 more cast from 1 more person'), 34)).toEqual(['needs 1 more', 'person']);
  });

  test('in short lines, and nothing if new casts are not counted yet', () => {
    expect(lines(need(1, 1, 'Tide needs 4 more casts from 2 more people'), 1)).toEqual([
      'needs 4 more',
      'from 2 others',
    ]);
    expect(lines(need(4, 3, 'Tide needs 1 more cast'), 4)).toEqual(['needs 1 more']);
    expect(lines(need(0, 0, 'Tide needs 5 more casts from 3 more people'), 0)).toEqual(['nobody', 'taught it yet']);
    expect(lines(need(0, 0, 'Tide needs 5 more casts from 3 more people'), 2)).toEqual([]);
  });

  test('in German lines, which fit below the name of a spell', () => {
    const all = [[2, 2], [1, 1], [4, 3], [34, 2], [34, 1]].map(([casts = 0, people = 0]) =>
      needLines(tide, need(casts, people, 'more'), casts, german.teach)); // prettier-ignore
    expect(all).toEqual([
      ['es fehlen 3', 'von einer', 'neuen Person'],
      ['es fehlen 4', 'von 2 Neuen'],
      ['es fehlt 1'],
      ['es fehlt', '1 Person'],
      ['es fehlen', '2 Personen'],
    ]);
    const LINE = 1.16 * 40; // stage units
    const most = 1 + Math.max(...all.map(({ length }) => length)); // with the number of casts
    expect(most * LINE).toBeLessThan(teachGrid(6)[0]?.text.height ?? 0);
  });
});
