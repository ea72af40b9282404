import type { Grove } from '@wandcast/protocol';
import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';
import { groveNames } from '../groves';
import { LOCALE } from '../locale';
import { numbers } from '../numbers';
import { casts, points, wands } from './nouns';

const average = (value: number): string => value.toLocaleString(LOCALE, { maximumFractionDigits: value >= 10 ? 0 : 1 });

export const board: StageTexts['board'] = {
  title: 'Die Tafel',
  during: (round) => `In Runde ${round}`,
  after: (round) => `Nach Runde ${round}`,
  empty: 'Noch keine Punkte',
  emptyMore: 'Punkte gibt es in den Runden.',
  topTen: 'Die ersten zehn',
  chart: 'Die Plätze nach jeder Runde',
  points: 'Punkte',
  inARow: 'in Folge',
  roundsInARow: 'Runden in Folge',
  climbed: 'rauf um',
  fell: 'runter um',
  twoLevel: (first, second) => `${first} und ${second} sind gleichauf.`,
  manyLevel: (count) => `Ganz oben sind ${count} gleichauf.`,
  firstLead: (name) => `${name} führt als Erstes.`,
  takesLead: (name) => `${name} geht in Führung.`,
  leads: (name) => `${name} führt.`,
  staysAhead: (name, gap) => `${name} bleibt mit ${points(gap)} vorn.`,
  climbs: (name, from) => `${name} klettert von Platz ${from}.`,
  isNew: (name, rank) => `${name} ist neu auf Platz ${rank}.`,
  leaderStreak: (rounds) => `Das sind ${rounds} Runden in Folge.`,
  streak: (name, rounds) => `${name} punktet ${rounds} Runden in Folge.`,
  people: (count) => `${numbers.count(count)} Leute haben Punkte.`,
};

const namesOf = (leading: readonly Grove[]): string => grammar.list(leading.map((grove) => groveNames[grove]));

export const groves: StageTexts['groves'] = {
  title: 'Die Haine',
  heading: 'Haine',
  names: groveNames,
  ahead: (leading) => `${namesOf(leading)} ${leading.length === 1 ? 'liegt vorn' : 'sind gleichauf'}`,
  winNight: (leading) => `${namesOf(leading)} ${leading.length === 1 ? 'gewinnt den Abend' : 'teilen sich den Abend'}`,
  ranking: 'Die Haine, der beste zuerst',
  perWizard: 'Punkte pro Person.',
  firstRound: 'Die erste Runde entscheidet.',
  average,
  each: 'pro Person',
  pointsEach: (value) => `${average(value)} Punkte pro Person`,
  wizards: (count) => grammar.counted(count, { one: 'Person', other: 'Personen' }),
};

export const podium: StageTexts['podium'] = {
  title: 'Verbeugt euch',
  empty: 'Das Podest wartet',
  emptyMore: 'Noch hat niemand Punkte. Punkte gibt es in den Runden.',
  topThree: 'Die ersten drei',
  place: (rank) => `Platz ${rank}`,
  points,
  totals: (castCount, wandCount) => [`${casts(castCount)},`, wands(wandCount)],
};
