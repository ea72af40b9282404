import type { Spell, SpellAccuracy, SpellId, Summary } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { bearerWords, groveWords, rankWords } from '../../../../apps/web/src/summary/sections/rank-text';
import {
  favoriteWords,
  hardestWords,
  learningWords,
  openingWords,
  secondsWords,
  timesWords,
} from '../../../../apps/web/src/summary/sections/summary-text';

const [tide, gale] = ['tide', 'gale'] as SpellId[] as [SpellId, SpellId];
const spells: Spell[] = [
  { id: tide, name: 'Tide', hue: 'tide', glyph: null, hint: '' },
  { id: gale, name: 'Gale', hue: 'gale', glyph: null, hint: '' },
];
const accuracy = (change: Partial<SpellAccuracy>): SpellAccuracy => ({
  ...{ spell: gale, asked: 81, right: 36, fizzled: 18, mistaken: { spell: tide, casts: 26 }, ...change },
});
const evening = (change: Partial<Summary>): Summary => ({
  ...{
    title: 'A talk',
    at: 0,
    people: 87,
    casts: 1936,
    lessons: 640,
    predicted: 1200,
    fizzled: 120,
    spells,
    times: null,
  },
  ...{ accuracy: [], hardest: null, favorite: null, models: [], rounds: [], podium: [], groves: [], ...change },
});
const model = (share: number | null): Summary['models'][number] => ({
  ...{ version: 2, at: 0, casts: 10, people: 3, accuracy: share },
});

describe('an evening in words', () => {
  test('opens with who was there and what was understood', () => {
    expect(openingWords(evening({}))).toBe(
      '87 wizards and 1,936 casts. The network put a name to 90% of what it heard.',
    );
    expect(openingWords(evening({ people: 1, casts: 1, predicted: 0 }))).toBe('1 wizard and 1 cast.');
    expect(openingWords(evening({ people: 3, casts: 0 }))).toBe('3 wizards, and no cast yet.');
    expect(openingWords(evening({ people: 0, casts: 0 }))).toBe('The book is blank: nobody has signed it yet.');
  });

  test('tells of the hardest spell what it sounded like, and never blames a hand', () => {
    expect(hardestWords(accuracy({}), spells)).toBe(
      'Of 81 casts, 36 were heard as asked. The network leant towards Tide 26 times, and let 18 fizzle.',
    );
    expect(
      hardestWords(accuracy({ asked: 6, right: 5, fizzled: 0, mistaken: { spell: tide, casts: 1 } }), spells),
    ).toBe('Of 6 casts, 5 were heard as asked. The network leant towards Tide once.');
    expect(hardestWords(accuracy({ asked: 6, right: 0, fizzled: 6, mistaken: null }), spells)).toBe(
      'Of 6 casts, none was heard as asked. The rest fizzled before it dared to say anything.',
    );
  });

  test('counts as people do', () => {
    expect([1, 2, 3, 1200].map(timesWords)).toEqual(['once', 'twice', '3 times', '1,200 times']);
    expect(favoriteWords({ spell: tide, casts: 294 }, spells)).toBe('The room’s favorite was Tide, heard 294 times.');
    expect(secondsWords(2349)).toBe('2.3 s');
  });

  test('says how the models got on, as far as that was measured', () => {
    expect(learningWords([model(0.74), model(null), model(0.91)])).toBe(
      'From 74% to 91% right, for people it had never met.',
    );
    expect(learningWords([model(0.8)])).toBe('It named 80% right for people it had never met.');
    expect(learningWords([model(null)])).toBe('No model was measured on people it had not met.');
  });

  test('calls the first three by their wand, not by their name', () => {
    expect(bearerWords({ metal: 'brass', sigil: 'moth' })).toBe('The brass moth');
    expect(groveWords('yew')).toBe('Yew');
    expect([1, 2, 3, 4, 11, 21, 112].map(rankWords)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '21st', '112th']);
  });
});
