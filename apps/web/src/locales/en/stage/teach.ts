import { grammar } from '../grammar';
import { numbers } from '../numbers';
import { spellNeeds } from '../teaching-needs';
import { casts } from './nouns';

const peopleLabel = (count: number): string => grammar.plural(count, { one: 'person', other: 'people' });

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
  peopleLabel,
  latest: 'Latest contributors',
  guide: (spell: string) => `How to draw ${spell}`,
  enough: 'Enough to learn from. More makes it better.',
  untaught: (spell: string) => `Nobody has taught ${spell} yet.`,
  /** @param people number of additional people among those who teach it */
  needs: (spell: string, count: number, people: number) =>
    people > 0 && count <= people
      ? `${spell} needs ${grammar.counted(people, { one: 'more person', other: 'more people' })} to teach it.`
      : spellNeeds(spell, count, people),
  /** The same in short lines. */
  enoughLines: ['enough to', 'learn from'] as readonly string[],
  untaughtLines: ['nobody', 'taught it yet'] as readonly string[],
  needsLines: (count: number, people: number): readonly string[] => {
    if (people > 0 && count <= people) return [`needs ${numbers.count(people)} more`, peopleLabel(people)];
    const others = grammar.counted(people, { one: 'other', other: 'others' });
    return [`needs ${numbers.count(count)} more`, ...(people === 0 ? [] : [`from ${others}`])];
  },
};
