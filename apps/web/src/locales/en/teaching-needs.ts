import { grammar } from './grammar';

export const moreCasts = (count: number): string => grammar.counted(count, { one: 'more cast', other: 'more casts' });
export const morePeople = (count: number): string =>
  grammar.counted(count, { one: 'more person', other: 'more people' });

/** What a spell still needs to be learned well. @param people number of additional people; 0 if none are needed */
export const spellNeeds = (spell: string, casts: number, people: number): string =>
  `${spell} needs ${moreCasts(casts)}${people === 0 ? '' : ` from ${morePeople(people)}`}.`;
