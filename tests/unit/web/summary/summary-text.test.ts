import type { Spell, SpellAccuracy, SpellId, Summary } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { summary } from '../../../../apps/web/src/locales/en/summary';
import {
  favoriteText,
  hardestText,
  learningText,
  openingText,
} from '../../../../apps/web/src/summary/sections/summary-text';

const [tide, gale] = ['tide', 'gale'] as SpellId[] as [SpellId, SpellId];
const spells: Spell[] = [
  { id: tide, name: 'Tide', hue: 'tide', glyph: null, hint: '' },
  { id: gale, name: 'Gale', hue: 'gale', glyph: null, hint: '' },
];
const accuracy = (change: Partial<SpellAccuracy>): SpellAccuracy => ({
  ...{ spell: gale, asked: 81, right: 36, fizzled: 18, mistaken: { spell: tide, casts: 26 }, ...change },
});
const summaryOf = (change: Partial<Summary>): Summary => ({
  ...{
    title: 'A talk',
    at: 0,
    people: 87,
    casts: 1936,
    taught: 640,
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

describe('the sentences of the summary', () => {
  test('open with the participants, the casts and the share recognized', () => {
    expect(openingText(summaryOf({}))).toBe('87 wizards and 1,936 casts. The model recognized 90% of them.');
    expect(openingText(summaryOf({ people: 1, casts: 1, predicted: 0 }))).toBe('1 wizard and 1 cast.');
    expect(openingText(summaryOf({ people: 3, casts: 0 }))).toBe('3 wizards, and no casts yet.');
    expect(openingText(summaryOf({ people: 0, casts: 0 }))).toBe('The book is blank: nobody has signed it yet.');
  });

  test('say what the hardest spell was mistaken for, without blaming anyone', () => {
    expect(hardestText(accuracy({}), spells)).toBe(
      'Of 81 casts, 36 were recognized. The model took it for Tide 26 times, and 18 fizzled.',
    );
    expect(hardestText(accuracy({ asked: 6, right: 5, fizzled: 0, mistaken: { spell: tide, casts: 1 } }), spells)).toBe(
      'Of 6 casts, 5 were recognized. The model took it for Tide once.',
    );
    expect(hardestText(accuracy({ asked: 6, right: 0, fizzled: 6, mistaken: null }), spells)).toBe(
      'Of 6 casts, none was recognized. The rest fizzled.',
    );
  });

  test('use "once" and "twice", and round seconds', () => {
    expect([1, 2, 3, 1200].map(summary.recognition.times)).toEqual(['once', 'twice', '3 times', '1,200 times']);
    expect(favoriteText({ spell: tide, casts: 294 }, spells)).toBe(
      'The room’s favorite was Tide, recognized 294 times.',
    );
    expect(summary.rounds.seconds(summary.numbers.seconds(2349))).toBe('2.3 s');
  });

  test('report how the models improved, if that was measured', () => {
    expect(learningText([model(0.74), model(null), model(0.91)])).toBe(
      'From 74% to 91% right, for people it had never met.',
    );
    expect(learningText([model(0.8)])).toBe('It recognized 80% of the casts of people it had never met.');
    expect(learningText([model(null)])).toBe('No model was measured on new people.');
  });

  test('name the top three by sigil and metal, not by nickname', () => {
    expect(summary.rounds.podium.bearer('brass', 'moth')).toBe('The brass moth');
    expect(summary.rounds.groves.name('yew')).toBe('Yew');
    expect([1, 2, 3, 4, 11, 21, 112].map(summary.ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '21st',
      '112th',
    ]);
  });
});
