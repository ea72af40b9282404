import type { SummaryTexts } from '../../en/summary/index';
import { failureSentence } from '../failures';
import { grammar } from '../grammar';

const castForms = { one: 'Schwung', other: 'Schwünge' };
const wizardForms = { one: 'Zauberstab', other: 'Zauberstäbe' };
export const casts = (count: number): string => grammar.counted(count, castForms);
const wizards = (count: number): string => grammar.counted(count, wizardForms);

export const page: SummaryTexts['page'] = {
  document: (title) => `${title}: Rückblick`,
  loading: 'Der Rückblick wird geladen.',
  needsToken: {
    title: 'Diese Seite braucht ihren eigenen Link',
    how: 'Frag beim Vortragsteam danach. Der Link endet mit einem Token, und der fehlt hier.',
  },
  badToken: {
    title: 'Dieser Link öffnet keinen Rückblick',
    how: 'Vielleicht fehlt ein Teil. Kopier ihn ganz, mit allem, was nach dem Wort „token“ kommt.',
  },
  failed: {
    title: 'Das Buch ging nicht auf',
    unreachable: 'Der Server war nicht zu erreichen.',
    sentence: failureSentence,
    safe: 'Alle Schwünge sind sicher.',
    retry: 'Noch einmal versuchen',
  },
  empty:
    'Diese Seite füllt sich, während der Raum zaubert: was erkannt wurde, welcher Zauber am schwersten war, wer sich verbeugt. Schau später wieder vorbei. Der Link bleibt derselbe.',
  when: (day, from, until) => `${day}, ${from} bis ${until}`,
  blank: 'Das Buch ist leer: Noch hat niemand unterschrieben.',
  noCasts: (people) => `${wizards(people)} und noch kein Schwung.`,
  opening: (people, count) => `${wizards(people)} und ${casts(count)}.`,
  openingShare: (share) => `Das Modell hat davon ${share} erkannt.`,
  figures: {
    wizards: (count) => grammar.plural(count, wizardForms),
    casts: (count) => grammar.plural(count, castForms),
    taught: () => 'davon zum Lernen',
    share: 'erkannt',
    rounds: (count) => grammar.plural(count, { one: 'Runde gespielt', other: 'Runden gespielt' }),
  },
  seal: 'Das Siegel des Raums: alle Schwünge in einem Ring, von oben im Uhrzeigersinn',
  sealColors: ', in der Farbe des Zaubers jeder Runde',
  sealSpell: '. In der Mitte der Lieblingszauber',
  footer: (now) => `Diese Seite nennt keine Namen. Wer den Link hat, kann sie lesen. Stand: ${now}.`,
  link: 'Link zu dieser Seite',
  copy: 'Kopieren',
  copied: 'Kopiert',
  print: 'Drucken oder als PDF speichern',
};
