import { numbers } from '../numbers';
import { casts, wizards } from './page';

const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${numbers.count(count)} times`;

/** What the model recognized, over time and by spell. */
export const recognition = {
  times,
  overTime: {
    title: 'From first cast to last',
    blank: 'No casts yet. The first one starts the clock.',
    perMinute: (count: number) => `${numbers.count(count)} a minute`,
    round: (number: number, spell: string) => (spell === '' ? `Round ${number}` : `Round ${number}, ${spell}`),
    any: 'any',
    taught: 'lessons',
    casts: 'casts',
    rounds: 'a round, with its spell',
    outside: (count: number) => `${casts(count)} from another time not shown`,
    caption: 'Casts over time',
    columns: { from: 'From', taught: 'Lessons', casts: 'Casts' },
  },
  accuracy: {
    title: 'What the model recognized',
    blank: 'No round asked for a spell and no cast was labeled, so accuracy is unknown.',
    caption: 'Casts with a known spell: asked for in a round, or labeled. Lessons don’t count.',
    columns: { spell: 'Spell', share: 'Share', right: 'Recognized', of: 'Of' },
    mistaken: (count: number, spell: string) => `${count === 1 ? 'once' : numbers.count(count)} as ${spell}`,
    rightOf: (right: number, asked: number) => `${numbers.count(right)} of ${numbers.count(asked)}`,
    right: 'recognized',
    fizzled: 'fizzled',
    other: 'recognized as another',
  },
  hardest: {
    label: 'The hardest spell',
    /** After the spell's name. */
    title: 'kept its secret',
    none: 'No spell was the hardest',
    tooFew: 'That takes five casts with a known spell.',
    allRight: 'Every spell that was cast often enough was recognized every time.',
    recognized: (asked: number, right: number) =>
      `Of ${casts(asked)}, ${right === 0 ? 'none was' : right === 1 ? '1 was' : `${numbers.count(right)} were`} recognized.`,
    mistaken: (spell: string, count: number) => `The model took it for ${spell} ${times(count)}.`,
    /** After a mistake. @param fizzled casts */
    mistakenAndFizzled: (spell: string, count: number, fizzled: number) =>
      `The model took it for ${spell} ${times(count)}, and ${numbers.count(fizzled)} fizzled.`,
    onlyFizzled: 'The rest fizzled.',
    favorite: (spell: string, count: number) => `The room’s favorite was ${spell}, recognized ${times(count)}.`,
  },
  models: {
    title: 'How it learned',
    blank: 'No model was trained in this room.',
    unmeasured: 'No model was measured on new people.',
    one: (share: string) => `It recognized ${share} of the casts of people it had never met.`,
    progress: (first: string, last: string) => `From ${first} to ${last} right, for people it had never met.`,
    leftOut: (count: number) => `${count} in between are left out.`,
    columns: { model: 'Model', active: 'Active from', learned: 'Learned from', right: 'Right' },
    version: (version: number) => `v${version}`,
    learned: (count: number, people: number) => `${casts(count)} of ${wizards(people)}`,
    notMeasured: 'not measured',
  },
};
