import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';
import { numbers } from '../numbers';
import { casts, people, points } from './nouns';

export const spoken: StageTexts['spoken'] = {
  blank: 'Die Leinwand ist dunkel.',
  wandsAwake: (count) => `${grammar.counted(count, { one: 'Zauberstab ist', other: 'Zauberstäbe sind' })} erwacht.`,
  locked: 'Die Tür ist zu.',
  join: (host, code) => `Mach mit unter ${host}, der Code ist ${code}.`,
  teachAny: 'Bringt ihm bei, was ihr wollt.',
  teach: (spell) => `Bringt ihm ${spell} bei.`,
  taught: (count) => `${casts(count)} beigebracht.`,
  learning: 'Das Modell lernt.',
  learned: 'Das Modell hat gelernt.',
  castAnything: 'Zaubert, was ihr wollt.',
  casts: (count) => `Bisher ${casts(count)}.`,
  noRound: 'Die nächste Aufgabe kommt gleich.',
  undone: 'Diese Runde zählt nicht.',
  paused: 'Pause.',
  counting: 'Die Schwünge werden gezählt.',
  duel: (first, second) => `${first} gegen ${second}.`,
  winner: (rank, name, count) => `Platz ${rank}: ${name}, ${points(count)}.`,
  thanks: 'Danke fürs Zaubern.',
  totals: (totals) =>
    `${people(totals.people)}, ${casts(totals.casts)}, ${numbers.count(totals.recognized)} erkannt, ` +
    `${grammar.counted(totals.rounds, { one: 'Runde', other: 'Runden' })}.`,
  emptyPodium: 'Noch steht niemand auf dem Podest.',
  place: (rank, name) => `Platz ${rank}: ${name}.`,
};
