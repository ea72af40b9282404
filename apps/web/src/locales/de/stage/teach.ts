import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';
import { numbers } from '../numbers';
import { moreCasts, spellNeeds } from '../teaching-needs';
import { casts } from './nouns';

export const teach: StageTexts['teach'] = {
  teachIt: 'Bringt ihm bei:',
  teachAny: 'Bringt ihm bei, was ihr wollt',
  nothingYet: 'Jeder Schwung, den ihr behaltet, erscheint hier.',
  castsInBook: (count) => grammar.plural(count, { one: 'Schwung im Buch', other: 'Schwünge im Buch' }),
  moreSpells: (count) => `und ${numbers.count(count)} weitere im Buch`,
  casts,
  castsLabel: (count) => grammar.plural(count, { one: 'Schwung', other: 'Schwünge' }),
  peopleLabel: (count) => grammar.plural(count, { one: 'Person', other: 'Personen' }),
  latest: 'Die neuesten Beiträge',
  guide: (spell) => `So geht ${spell}`,
  enough: 'Genug zum Lernen. Mehr macht es noch besser.',
  untaught: (spell) => `${spell} hat noch niemand beigebracht.`,
  needs: spellNeeds,
  enoughLines: ['genug', 'zum Lernen'],
  untaughtLines: ['noch von niemandem', 'beigebracht'],
  needsLines: (count, people) => [
    moreCasts(count),
    ...(people === 0 ? [] : [grammar.counted(people, { one: 'weitere Person', other: 'weitere Personen' })]),
  ],
};
