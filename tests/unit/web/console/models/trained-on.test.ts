import { expect, test } from 'vitest';
import { trainedOnText } from '../../../../../apps/web/src/console/models/list/model-text';
import { modelVersions } from '../../../../../apps/web/src/locales/en/console/model-versions';
import { trialIdOf } from '../../../../../apps/web/src/preflight/trial-link';

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
