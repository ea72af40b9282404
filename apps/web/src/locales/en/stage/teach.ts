import { grammar } from '../grammar';
import { numbers } from '../numbers';
import { moreCasts, morePeople, spellNeeds } from '../teaching-needs';
import { casts } from './nouns';

/** Teaching spells. */
export const teach = {
  /** Followed by the spell's name. */
  teachIt: 'Teach it',
  teachAny: 'Teach any spell',
  nothingYet: 'Every cast you keep is drawn here.',
  castsInBook: (count: number) => grammar.plural(count, { one: 'cast in the book', other: 'casts in the book' }),
  moreSpells: (count: number) => `and ${numbers.count(count)} more in the book`,
  casts,
  castsLabel: (count: number) => grammar.plural(count, { one: 'cast', other: 'casts' }),
  peopleLabel: (count: number) => grammar.plural(count, { one: 'person', other: 'people' }),
  latest: 'Latest contributors',
  guide: (spell: string) => `How to draw ${spell}`,
  enough: 'Enough to learn from. More would make it better.',
  untaught: (spell: string) => `Nobody has taught ${spell} yet.`,
  needs: spellNeeds,
  /** The same in short lines. */
  enoughLines: ['enough to', 'learn from'] as readonly string[],
  untaughtLines: ['nobody', 'taught it yet'] as readonly string[],
  needsLines: (count: number, people: number): readonly string[] => [
    moreCasts(count),
    ...(people === 0 ? [] : [morePeople(people)]),
  ],
};
