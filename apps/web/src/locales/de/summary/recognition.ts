import type { SummaryTexts } from '../../en/summary/index';
import { grammar } from '../grammar';
import { numbers } from '../numbers';
import { casts } from './page';

const times = (count: number): string =>
  count === 1 ? 'einmal' : count === 2 ? 'zweimal' : `${numbers.count(count)}-mal`;
const ofCasts = (count: number): string => grammar.counted(count, { one: 'Schwung', other: 'Schwüngen' });
const ofPeople = (count: number): string => grammar.counted(count, { one: 'Person', other: 'Leuten' });

export const recognition: SummaryTexts['recognition'] = {
  times,
  overTime: {
    title: 'Vom ersten Schwung bis zum letzten',
    blank: 'Noch kein Schwung. Mit dem ersten beginnt die Uhr.',
    perMinute: (count) => `${numbers.count(count)} pro Minute`,
    round: (number, spell) => (spell === '' ? `Runde ${number}` : `Runde ${number}, ${spell}`),
    any: 'alle',
    taught: 'zum Lernen',
    casts: 'Schwünge',
    rounds: 'eine Runde mit ihrem Zauber',
    outside: (count) => `${casts(count)} aus anderer Zeit nicht gezeigt`,
    caption: 'Schwünge im Lauf der Zeit',
    columns: { from: 'Ab', taught: 'Zum Lernen', casts: 'Schwünge' },
  },
  accuracy: {
    title: 'Was das Modell erkannt hat',
    blank: 'Keine Runde hat nach einem Zauber gefragt, und kein Schwung ist benannt: Die Genauigkeit ist unbekannt.',
    caption: 'Schwünge mit bekanntem Zauber: in einer Runde gefragt oder benannt. Die zum Lernen zählen nicht.',
    columns: { spell: 'Zauber', share: 'Anteil', right: 'Erkannt', of: 'Von' },
    mistaken: (count, spell) => `${count === 1 ? 'einmal' : numbers.count(count)} als ${spell}`,
    rightOf: (right, asked) => `${numbers.count(right)} von ${numbers.count(asked)}`,
    right: 'erkannt',
    fizzled: 'verpufft',
    other: 'als anderer erkannt',
  },
  hardest: {
    label: 'Der schwerste Zauber',
    title: 'hat sein Geheimnis bewahrt',
    none: 'Kein Zauber war der schwerste',
    tooFew: 'Dafür braucht es fünf Schwünge mit bekanntem Zauber.',
    allRight: 'Jeder Zauber, der oft genug vorkam, wurde jedes Mal erkannt.',
    recognized: (asked, right) =>
      `Von ${ofCasts(asked)} ${right === 0 ? 'wurde keiner' : right === 1 ? 'wurde 1' : `wurden ${numbers.count(right)}`} erkannt.`,
    mistaken: (spell, count) => `Das Modell hielt ihn ${times(count)} für ${spell}.`,
    mistakenAndFizzled: (spell, count, fizzled) =>
      `Das Modell hielt ihn ${times(count)} für ${spell}, und ${fizzled === 1 ? '1 ist' : `${numbers.count(fizzled)} sind`} verpufft.`,
    onlyFizzled: 'Der Rest ist verpufft.',
    favorite: (spell, count) => `Der Lieblingszauber des Raums war ${spell}, ${times(count)} erkannt.`,
  },
  models: {
    title: 'Wie es gelernt hat',
    blank: 'In diesem Raum wurde kein Modell trainiert.',
    unmeasured: 'Kein Modell wurde an neuen Leuten gemessen.',
    one: (share) => `Es hat ${share} der Schwünge von Leuten erkannt, die es nie zuvor getroffen hatte.`,
    progress: (first, last) => `Von ${first} auf ${last} richtig, bei Leuten, die es nie zuvor getroffen hatte.`,
    leftOut: (count) => `${count} dazwischen sind ausgelassen.`,
    columns: { model: 'Modell', active: 'Aktiv ab', learned: 'Gelernt aus', right: 'Richtig' },
    version: (version) => `v${version}`,
    learned: (count, people) => `${ofCasts(count)} von ${ofPeople(people)}`,
    notMeasured: 'nicht gemessen',
  },
};
