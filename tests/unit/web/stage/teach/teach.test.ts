import type { ParticipantId, TeachingNeed, SpellId, StageResult, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { HOLD_GIVERS_MS, giversAt, noGivers } from '../../../../../apps/web/src/stage/teach/recent-contributors';
import {
  KEPT,
  readTrace,
  strengthOf,
  withLessons,
  type Lesson,
} from '../../../../../apps/web/src/stage/state/taught-casts';
import { MOST_CELLS, teachGrid } from '../../../../../apps/web/src/stage/teach/teach-grid';
import { needLines, needSentence } from '../../../../../apps/web/src/stage/teach/teach-text';

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
const gathered = (...results: readonly StageResult[]): readonly Lesson[] => withLessons([], results, wand, 0);

describe('lessons', () => {
  test('a trace comes back as it went, negative values too, and what is none is passed over', () => {
    expect(readTrace(taught(1).trace ?? '')).toEqual(values);
    expect(readTrace('AAAA')).toBeUndefined();
    expect(readTrace('?')).toBeUndefined();
    expect(gathered(taught(1, { trace: undefined }), taught(2, { spell: null }), taught(3))).toHaveLength(1);
  });

  test('the newest of each spell are kept, oldest first, and one spell does not push out another', () => {
    const lessons = gathered(
      taught(0, { spell: 'veil' }),
      ...Array.from({ length: KEPT + 5 }, (_, i) => taught(i + 1)),
    );
    expect(lessons).toHaveLength(KEPT + 1);
    expect(lessons.map(({ wand: { slot } }) => slot)).toEqual([0, ...Array.from({ length: KEPT }, (_, i) => i + 6)]);
  });

  test('nothing new changes nothing', () => {
    const lessons = gathered(taught(1));
    expect(withLessons(lessons, [], wand, 9)).toBe(lessons);
  });

  test('a line dims with every one after it, and is seen to the last', () => {
    const strengths = Array.from({ length: KEPT }, (_, age) => strengthOf(age));
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(strengths[0]).toBeLessThanOrEqual(1);
    expect(strengths.at(-1)).toBeGreaterThan(0.09);
  });
});

describe('the names of who gave', () => {
  test('newest first, nobody twice, and long enough to be read', () => {
    const first = giversAt(noGivers, gathered(taught(1), taught(2), taught(2), taught(3)), 100);
    expect(first.wands.map(({ slot }) => slot)).toEqual([3, 2, 1]);
    const crowd = gathered(...[1, 2, 3, 4, 5, 6].map((n) => taught(n)));
    expect(giversAt(first, crowd, 100 + HOLD_GIVERS_MS - 1)).toBe(first);
    expect(giversAt(first, crowd, 100 + HOLD_GIVERS_MS).wands.map(({ slot }) => slot)).toEqual([6, 5, 4]);
  });

  test('while there are few, each comes at once; and without news they stay as they were', () => {
    const one = giversAt(noGivers, gathered(taught(1)), 0);
    const two = giversAt(one, gathered(taught(1), taught(2)), 10);
    expect(two.wands.map(({ slot }) => slot)).toEqual([2, 1]);
    expect(giversAt(one, gathered(taught(1)), 9_000).wands.map(({ slot }) => slot)).toEqual([1]);
  });
});

describe('the book side by side', () => {
  test.each([1, 3, 6, 7, 12, 13, 24, 40])(
    '%i spells stand inside the picture, beside and not over each other',
    (spells) => {
      const cells = teachGrid(spells);
      expect(cells).toHaveLength(Math.min(spells, MOST_CELLS));
      for (const { head, lanes, words } of cells) {
        expect(head.y + head.height).toBeCloseTo(lanes.y);
        expect(lanes.y + lanes.height).toBeCloseTo(words.y);
        expect(lanes.height).toBeGreaterThan(100);
        expect(head.x).toBeGreaterThanOrEqual(60);
        expect(head.x + head.width).toBeLessThanOrEqual(1860.001);
        expect(words.y + words.height).toBeLessThanOrEqual(940);
      }
      for (const [i, a] of cells.entries())
        for (const b of cells.slice(i + 1))
          expect(a.head.x + a.head.width <= b.head.x || a.words.y + a.words.height <= b.head.y).toBe(true);
    },
  );
});

describe('what is still needed', () => {
  const need = (casts: number, needs: string | null): TeachingNeed => ({
    spell: 'tide' as SpellId,
    casts,
    people: casts,
    needs,
  });
  const tide = { name: 'Tide' };

  test('in a sentence', () => {
    expect(needSentence(tide, need(1, 'Tide needs 4 more casts from 2 more people'))).toBe('Tide needs 4 more casts from 2 more people.'); // prettier-ignore
    expect(needSentence(tide, need(9, null))).toBe('Enough to learn from. More makes it surer.');
    expect(needSentence(tide, need(0, 'Tide can be cast from its glyph alone; 3 people who teach it make it surer'))).toBe('Nobody has taught Tide yet.'); // prettier-ignore
    expect(needSentence(tide, undefined)).toBe('');
  });

  test('in short lines, and nothing where casts came that are not counted yet', () => {
    expect(needLines(need(1, 'Tide needs 4 more casts from 2 more people'), 1)).toEqual([
      '4 more casts',
      '2 more people',
    ]);
    expect(needLines(need(4, 'Tide needs 1 more cast from 1 more person'), 4)).toEqual([
      '1 more cast',
      '1 more person',
    ]);
    expect(needLines(need(0, 'Tide needs 5 more casts from 3 more people'), 0)).toEqual(['nobody', 'taught it yet']);
    expect(needLines(need(0, 'Tide needs 5 more casts from 3 more people'), 2)).toEqual([]);
  });
});
