import type { CheckResultTexts } from './check-texts';

/** Results of a phone's preflight and of each check, for the preflight page and the console. */
export const checkResults: Readonly<Record<'titles' | 'marks', CheckResultTexts>> = {
  titles: {
    good: 'This phone can be a wand',
    poor: 'A wand with a few quirks',
    bad: 'Not a wand yet',
    unknown: 'Can’t tell yet',
  },
  marks: { good: 'OK', poor: 'could be better', bad: 'failed', unknown: 'unknown' },
};
