import { failures, toFailure, type FailureCode } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { wand as germanWand } from '../../../../apps/web/src/locales/de/wand';
import { room as germanRoom } from '../../../../apps/web/src/locales/de/wand/room';
import { wand } from '../../../../apps/web/src/locales/en/wand';
import { room } from '../../../../apps/web/src/locales/en/wand/room';

/** All texts of the wand, including the pages after joining. */
const en = { ...wand, ...room };
const de = { ...germanWand, ...germanRoom };

/** All texts of a catalog by path. A function is represented by its number of parameters. */
function textsOf(tree: unknown, path = ''): [path: string, text: string | number][] {
  if (typeof tree === 'string') return [[path, tree]];
  if (typeof tree === 'function') return [[path, tree.length]];
  if (typeof tree !== 'object' || tree === null) throw new Error(`no text at ${path}`);
  return Object.entries(tree).flatMap(([name, branch]) => textsOf(branch, `${path}.${name}`));
}

const shapeOf = (tree: unknown): string[] =>
  textsOf(tree).map(([path, text]) => (typeof text === 'number' ? `${path}(${String(text)})` : path));

describe('the texts of the wand', () => {
  test('have the same keys and parameters in every language', () => {
    expect(shapeOf(de).sort()).toEqual(shapeOf(en).sort());
  });

  test.each([
    ['English', en],
    ['German', de],
  ])('are not empty and have no stray spaces or exclamation marks: %s', (_, words) => {
    for (const [path, text] of textsOf(words)) {
      if (typeof text !== 'string') continue;
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/ {2}|\n|!|['"]| $/);
    }
  });

  test('have no untranslated sentence in German', () => {
    const english = new Map(textsOf(en));
    const same = textsOf(de).filter(
      ([path, text]) => typeof text === 'string' && text.includes(' ') && english.get(path) === text,
    );
    expect(same).toEqual([]);
  });

  test('format numbers as each language does', () => {
    expect([en.standing.number(1_212), de.standing.number(1_212)]).toEqual(['1,212', '1.212']);
    expect(en.teachingNeeds.ready(1_212)).toBe('1,212 casts from the room so far. More make the model better.');
    expect(de.teachingNeeds.ready(1)).toBe('Schon 1 Schwung aus dem Raum. Mit mehr wird das Modell besser.');
  });

  test('distinguish singular and plural', () => {
    expect([0, 1, 2].map(en.room.safe)).toEqual([
      'Your casts are safe.',
      'Your casts are safe: 1 waiting to send.',
      'Your casts are safe: 2 waiting to send.',
    ]);
    expect([0, 1, 2].map(de.room.safe)).toEqual([
      'Deine Schwünge sind sicher.',
      'Deine Schwünge sind sicher: 1 wartet auf den Versand.',
      'Deine Schwünge sind sicher: 2 warten auf den Versand.',
    ]);
    expect(de.teachingNeeds.more('Ember', 1, 1)).toBe('Ember braucht noch 1 Schwung von noch einer Person.');
    expect(de.teachingNeeds.more('Ember', 4, 0)).toBe('Ember braucht noch 4 Schwünge.');
    expect(de.leaving.over.kept(1)).toBe('Dein letzter Schwung wird gesendet. Einen Moment.');
  });
});

describe('a failure message', () => {
  test('in English is that of the failure catalog', () => {
    for (const code of Object.keys(failures) as FailureCode[])
      expect(en.failures.sentence(toFailure(code))).toBe(failures[code].message);
  });

  test('in German is translated, or falls back to the server’s message', () => {
    expect(de.failures.sentence(toFailure('event-full'))).toBe(
      'Diese Veranstaltung ist voll. Frag vorne nach, ob noch Platz gemacht wird.',
    );
    expect(de.failures.sentence(toFailure('duel-needs-two'))).toBe(failures['duel-needs-two'].message);
  });

  test('has a heading', () => {
    expect(en.failures.title('event-locked')).toBe('The door is closed');
    expect(de.failures.title('event-locked')).toBe('Die Tür ist zu');
    expect(en.failures.title('internal')).toBe('No answer from the room');
  });
});
