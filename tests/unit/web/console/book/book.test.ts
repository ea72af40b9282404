import { toFailure, type SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { connectedPhonesText, duplicateName } from '../../../../../apps/web/src/console/book/list/book-text';
import { texts } from '../../../../../apps/web/src/console/texts/console-texts';
import { skippedByServer, readGlyphSet, writeGlyphSet } from '../../../../../apps/web/src/console/book/glyph-set';
import { openingWarning } from '../../../../../apps/web/src/console/book/list/opening-warning';
import { taughtText } from '../../../../../apps/web/src/console/book/spell-text';
import { withBook, withSpells } from '../../../../../apps/web/src/console/connection/client-state';
import { clientState, spell, summary } from '../fixtures';

const arch = 'M14 80 C14 4 86 4 86 80';

describe('a file of glyphs', () => {
  test('reads glyphs by name and gives them the least used colors', () => {
    const set = readGlyphSet(JSON.stringify({ ' O ': arch, Z: 'M15 15 L85 15 L15 85 L85 85' }), [spell('A', 'ember')]);
    expect(set).toEqual({
      ok: true,
      spells: [
        { name: 'O', hue: 'tide', glyph: arch, hint: '' },
        { name: 'Z', hue: 'gale', glyph: 'M15 15 L85 15 L15 85 L85 85', hint: '' },
      ],
      skipped: [],
    });
  });

  test('round-trips a saved book', () => {
    const book = [
      { ...spell('Veil', 'veil', arch), hint: 'One high arch.' },
      spell('Mist', 'tide', null),
      spell('Tick', 'gale', 'M14 54 L38 78 L86 22'),
    ];
    const set = readGlyphSet(writeGlyphSet(book), []);
    expect(set.ok && set.spells).toEqual([
      { name: 'Veil', hue: 'veil', glyph: arch, hint: 'One high arch.' },
      { name: 'Tick', hue: 'gale', glyph: 'M14 54 L38 78 L86 22', hint: '' },
    ]);
  });

  test('keeps directions and second glyphs, and names one that cannot be drawn', () => {
    const tick = { ...spell('Tick', 'gale', 'M14 54 L38 78 L86 22'), direction: 'fixed', secondGlyph: arch } as const;
    const set = readGlyphSet(writeGlyphSet([tick]), []);
    const { id, ...look } = tick;
    expect(set.ok && set.spells).toEqual([{ ...look, hint: '' }]);
    const dotted = readGlyphSet(JSON.stringify({ O: { path: arch, second: 'M5 5' } }), []);
    expect(dotted.ok && dotted.skipped).toEqual([{ name: 'O', reason: 'draws nothing' }]);
    expect(id).toBeDefined();
  });

  test('ignores colors that do not exist and hints that are too long', () => {
    const set = readGlyphSet(JSON.stringify({ O: { path: arch, color: 'pink', hint: 'x'.repeat(81) } }), []);
    expect(set.ok && set.spells).toEqual([{ name: 'O', hue: 'ember', glyph: arch, hint: '' }]);
  });

  test('reports why a glyph is skipped, and reads the others', () => {
    const set = readGlyphSet(
      JSON.stringify({ '': arch, Arc: 'M0 0 A5 5 0 0 1 9 9', Dot: 'M5 5', Three: 3, ['x'.repeat(25)]: arch, O: arch }),
      [],
    );
    expect(set.ok && set.spells.map(({ name }) => name)).toEqual(['O']);
    expect(set.ok && set.skipped).toEqual([
      { name: 'A glyph without a name', reason: 'has no name' },
      { name: 'Arc', reason: 'the command A is not supported' },
      { name: 'Dot', reason: 'draws nothing' },
      { name: 'Three', reason: 'is not an SVG path' },
      { name: 'x'.repeat(25), reason: 'has a name of more than 24 characters' },
    ]);
  });

  test.each([
    ['no JSON', '<svg/>'],
    ['a list', '[1]'],
    ['nothing in it', '{}'],
    ['too many glyphs', JSON.stringify(Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`S${i}`, arch])))],
  ])('with %s is refused whole', (_what, text) => {
    expect(readGlyphSet(text, [])).toEqual({ ok: false, reason: expect.stringMatching(/glyphs/) as string });
  });

  test('reports what the server skipped', () => {
    const skipped = [
      { name: 'O', failure: toFailure('spell-exists') },
      { name: '!', failure: toFailure('name-unusable') },
    ];
    expect(skippedByServer({ added: [], skipped })).toEqual([
      { name: 'O', reason: 'is in the book already' },
      { name: '!', reason: toFailure('name-unusable').message },
    ]);
  });
});

describe('the books', () => {
  test('add a new book, and update a known one', () => {
    const book = { id: 'book-2', name: 'Letters', spells: 0, spellIds: [], archived: false };
    const more = withBook(clientState(), book);
    expect(more.books.list.map(({ name }) => name)).toEqual(['First spells', 'Letters']);
    expect(withBook(more, { ...book, archived: true }).books).toMatchObject({
      current: 'book-1',
      list: [{ archived: false }, { archived: true }],
    });
  });
  test('keep the server’s order of spells', () => {
    const [ember, tide] = clientState().spells;
    const order = [tide, ember].flatMap((one) => one ?? []);
    expect(withSpells(clientState(), order).spells).toEqual(order);
  });
  test('have texts', () => {
    expect([0, 1, 12].map(texts().book.spellCount)).toEqual(['blank', '1 spell', '12 spells']);
    expect(
      [undefined, { casts: 0, people: 0 }, { casts: 1, people: 1 }, { casts: 1200, people: 30 }].map(taughtText),
    ).toEqual(['not taught', 'not taught', '1 cast, 1 person', '1,200 casts, 30 people']);
    expect(connectedPhonesText(0)).toMatch(/^No phone/);
    expect(connectedPhonesText(1)).toMatch(/^The connected phone is sent to the new code/);
    expect(connectedPhonesText(2)).toMatch(/^The 2 connected phones are sent to the new code/);
  });
});

describe('before a book comes into the room, the console', () => {
  const ids = ['tide', 'gale'] as SpellId[];
  test('warns of a book that no model fits, or that is too small for one', () => {
    const models = [summary(1, { spells: ['gale', 'tide'] as SpellId[] })];
    expect(openingWarning({ spells: 2, spellIds: ids }, models)).toBeUndefined();
    expect(openingWarning({ spells: 2, spellIds: ids }, [summary(1)])).toMatch(/^No model knows these spells/);
    expect(openingWarning({ spells: 1, spellIds: ids.slice(0, 1) }, models)).toMatch(/one spell/);
    expect(openingWarning({ spells: 0, spellIds: [] }, models)).toMatch(/blank/);
  });
});

describe('a duplicate of a book', () => {
  test('has a name that no other book has, within the longest name', () => {
    expect(duplicateName('Winter', [])).toBe('Copy of Winter');
    expect(duplicateName('Winter', ['copy of winter', 'Copy 2 of Winter'])).toBe('Copy 3 of Winter');
    const long = 'x'.repeat(40);
    const copy = duplicateName(long, []);
    expect(copy).toHaveLength(40);
    expect(duplicateName(long, [copy])).toMatch(/^Copy 2 of x+$/);
  });
});
