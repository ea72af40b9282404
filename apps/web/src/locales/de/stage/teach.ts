import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';
import { numbers } from '../numbers';
import { spellNeeds } from '../teaching-needs';

const peopleLabel = (count: number): string => grammar.plural(count, { one: 'Person', other: 'Personen' });

export const teach: StageTexts['teach'] = {
  teachIt: 'Bringt ihm bei:',
  teachAny: 'Bringt ihm bei, was ihr wollt',
  nothingYet: 'Jeder Schwung, den ihr behaltet, erscheint hier.',
  castsInBook: (count) => grammar.plural(count, { one: 'Schwung im Buch', other: 'Schwünge im Buch' }),
  moreSpells: (count) => `und ${numbers.count(count)} weitere im Buch`,
  casts: (count) => `${numbers.count(count)}-mal`, // "120 Schwünge" is too wide for a column of many spells
  castsLabel: (count) => grammar.plural(count, { one: 'Schwung', other: 'Schwünge' }),
  peopleLabel,
  latest: 'Die neuesten Beiträge',
  guide: (spell) => `So geht ${spell}`,
  enough: 'Genug zum Lernen. Mehr macht es noch besser.',
  untaught: (spell) => `${spell} hat noch niemand beigebracht.`,
  needs: (spell, count, people) =>
    people > 0 && count <= people
      ? people === 1
        ? `${spell} braucht noch eine Person.`
        : `${spell} braucht noch ${numbers.count(people)} Personen.`
      : spellNeeds(spell, count, people),
  enoughLines: ['genug', 'zum Lernen'],
  untaughtLines: ['noch nicht', 'beigebracht'],
  needsLines: (count, people) => {
    const missing = (number: number): string => grammar.plural(number, { one: 'es fehlt', other: 'es fehlen' });
    if (people > 0 && count <= people) return [missing(people), `${numbers.count(people)} ${peopleLabel(people)}`];
    const lines = [`${missing(count)} ${numbers.count(count)}`];
    if (people === 0) return lines;
    return people === 1 ? [...lines, 'von einer', 'neuen Person'] : [...lines, `von ${numbers.count(people)} Neuen`];
  },
};
