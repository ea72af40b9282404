import { toFailure, type TestSource } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  differentTestsText,
  testText,
  trainedOnText,
} from '../../../../../apps/web/src/console/models/list/model-text';
import { rowsOf } from '../../../../../apps/web/src/console/models/list/model-rows';
import TestChoice from '../../../../../apps/web/src/console/models/training/TestChoice.vue';
import { failures as german } from '../../../../../apps/web/src/locales/de/console/failures';
import { failures as english } from '../../../../../apps/web/src/locales/en/console/failures';
import { modelVersions } from '../../../../../apps/web/src/locales/en/console/model-versions';
import { trialIdOf } from '../../../../../apps/web/src/preflight/trial-link';
import { htmlOf } from '../../html-of';
import { spell, summary } from '../fixtures';

test('what a model was trained on is said in the language of the page, unless the data have a name of their own', () => {
  const of = (trainedOn: string, casts: number): string => trainedOnText({ trainedOn, casts, people: 3 });
  expect(of('24 casts of 3 people', 24)).toBe('24 casts of 3 people');
  expect(of('simulated casts of the glyphs', 0)).toBe('simulated casts of the glyphs');
  expect(of('air-letters, 2018', 500)).toBe('air-letters, 2018');
});

test('a link belongs to a trial only if it has the id of one', () => {
  expect(trialIdOf('?token=abc&trial=aB3-_aB3-_aB3-_x')).toBe('aB3-_aB3-_aB3-_x');
  expect(trialIdOf('?token=abc')).toBeUndefined();
  expect(trialIdOf('?trial=short')).toBeUndefined();
  expect(modelVersions.trial.phone.casts(1)).toBe('1 cast of the phone.');
});

describe('what a model was tested on', () => {
  const friday: TestSource = {
    ...{ id: 'friday', name: 'Friday', at: 0, casts: 30 },
    ...{ tested: 24, people: 7, peopleInTraining: 0 },
  };

  test('is said in the report, with the people who are in the training, too', () => {
    const of = (part: Partial<TestSource> | null) =>
      testText({ testedOn: part && { ...friday, ...part }, accuracy: 0.9 });
    expect(of(null)).toBe('Tested on held-out people.');
    expect(testText({ testedOn: null, accuracy: null })).toBe('');
    const tested = 'Tested on 24 casts of 7 people in the dataset “Friday”; it learned none of them.';
    expect(of({})).toBe(tested);
    expect(of({ peopleInTraining: 3 })).toBe(`${tested} 3 of its 7 people are in the training, too.`);
    expect(of({ peopleInTraining: 1 })).toBe(`${tested} 1 of its 7 people is in the training, too.`);
    expect(of({ people: 1, peopleInTraining: 1 })).toMatch(/The only person in it is in the training, too\.$/);
  });

  test('is said in the list', () => {
    const rows = rowsOf([summary(2, { testedOn: friday }), summary(1)], [spell('ember')]);
    expect(rows.map((row) => row.test)).toEqual(['tested on Friday', null]);
  });

  test('is said in a comparison if it differs', () => {
    const [held, on] = [summary(1), summary(2, { testedOn: friday })];
    expect(differentTestsText(held, summary(3))).toBeUndefined();
    expect(differentTestsText(on, summary(3, { testedOn: { ...friday, peopleInTraining: 2 } }))).toBeUndefined();
    expect(differentTestsText(held, on)).toBe(
      'They were tested on different data: v1 on held-out people, v2 on the dataset “Friday”.',
    );
    const monday = { ...friday, id: 'monday', name: 'Monday' };
    expect(differentTestsText(on, summary(3, { testedOn: monday }))).toMatch(/v3 on the dataset “Monday”\.$/);
  });

  test('is chosen from held-out people and the datasets', async () => {
    const since = { discarded: 0, relabeled: 0, deleted: 0 };
    const dataset = { id: 'a', name: 'Friday', note: '', by: 'Ada', at: 0, casts: 30, people: 7, spells: 2, discarded: 0, since }; // prettier-ignore
    const html = await htmlOf(TestChoice, { datasets: [dataset], modelValue: 'a' });
    expect(html).toContain('held-out people');
    expect(html).toContain('Friday (30 casts)');
    expect(html).toContain('The 30 casts of this dataset are left out of the training.');
    expect(await htmlOf(TestChoice, { datasets: [], modelValue: null })).toContain(
      'A dataset saved on the Data screen',
    );
  });

  test('is refused by naming the spells, in both languages', () => {
    const [lacks, leaves] = [toFailure('test-lacks-spells', 'Tide, Gale'), toFailure('test-leaves-too-few', 'Tide')];
    expect(english.sentence(lacks)).toBe(
      'The test dataset has no cast of Tide, Gale. Choose a dataset with casts of every spell.',
    );
    expect(english.sentence(leaves)).toMatch(/too few casts are left to learn Tide\. Teach more/);
    expect(german.sentence(lacks)).toMatch(/keinen Schwung von: Tide, Gale\./);
    expect(german.sentence(leaves)).toMatch(/zum Lernen von: Tide\./);
    expect(english.sentence(toFailure('test-lacks-spells'))).toBe(toFailure('test-lacks-spells').message);
    expect(english.sentence(toFailure('steps-full', '40'))).toBe(toFailure('steps-full').message);
  });
});
