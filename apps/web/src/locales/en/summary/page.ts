import { failureSentence } from '../failures';
import { grammar } from '../grammar';

const castForms = { one: 'cast', other: 'casts' };
const wizardForms = { one: 'wizard', other: 'wizards' };
export const casts = (count: number): string => grammar.counted(count, castForms);
export const wizards = (count: number): string => grammar.counted(count, wizardForms);

/** The page around the sections: its header, its footer, and notices in its place. */
export const page = {
  document: (title: string) => `${title}: summary`,
  loading: 'Loading the summary.',
  needsToken: {
    title: 'This page needs its own link',
    how: 'Ask the speaker for it. The link ends with a token, which is missing here.',
  },
  badToken: {
    title: 'That link doesn’t open a summary',
    how: 'Part of it may be missing. Copy all of it, including everything after the word token.',
  },
  failed: {
    title: 'The book didn’t open',
    unreachable: 'The server couldn’t be reached.',
    sentence: failureSentence,
    safe: 'All casts are safe.',
    retry: 'Try again',
  },
  empty:
    'This page fills up as the room casts: what was recognized, which spell was hardest, who takes a bow. Come back later. The link stays the same.',
  /** @param day "Wednesday 25 November 2026" */
  when: (day: string, from: string, until: string) => `${day}, ${from} to ${until}`,
  /** The event in one line. */
  blank: 'The book is blank: nobody has signed it yet.',
  noCasts: (people: number) => `${wizards(people)}, and no casts yet.`,
  opening: (people: number, count: number) => `${wizards(people)} and ${casts(count)}.`,
  openingShare: (share: string) => `The model recognized ${share} of them.`,
  /** After a number. */
  figures: {
    wizards: (count: number) => grammar.plural(count, wizardForms),
    casts: (count: number) => grammar.plural(count, castForms),
    taught: (count: number) => grammar.plural(count, { one: 'lesson included', other: 'lessons included' }),
    share: 'recognized',
    rounds: (count: number) => grammar.plural(count, { one: 'round played', other: 'rounds played' }),
  },
  seal: 'The room’s own seal: all its casts in a ring, clockwise from the top',
  sealColors: ', in the color of each round’s spell',
  sealSpell: '. In the middle, its favorite spell',
  footer: (now: string) => `This page names nobody. Anyone with the link can read it. As of ${now}.`,
  link: 'Link to this page',
  copy: 'Copy',
  copied: 'Copied',
  print: 'Print or save as PDF',
};
