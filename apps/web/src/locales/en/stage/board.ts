import type { Grove } from '@wandcast/protocol';
import { capitalized } from '../../../shared/format/capitalize';
import { grammar } from '../grammar';
import { groveNames } from '../groves';
import { LOCALE } from '../locale';
import { numbers, ordinal } from '../numbers';
import { numberWord, ordinalWord } from './number-words';
import { casts, points, wands } from './nouns';

/** At most one decimal below ten, whole numbers from there. */
const average = (value: number): string => value.toLocaleString(LOCALE, { maximumFractionDigits: value >= 10 ? 0 : 1 });

/** The leaderboard. */
export const board = {
  title: 'The board',
  during: (round: number) => `In round ${numberWord(round)}`,
  after: (round: number) => `After round ${numberWord(round)}`,
  empty: 'No points yet',
  emptyMore: 'You score in rounds.',
  topTen: 'The top ten',
  chart: 'Ranks after each round',
  points: 'points',
  inARow: 'in a row',
  /** Follows a count, for screen readers. */
  roundsInARow: 'rounds in a row',
  climbed: 'climbed',
  fell: 'fell',
  twoLevel: (first: string, second: string) => `${first} and ${second} are level.`,
  manyLevel: (count: number) => `${capitalized(numberWord(count))} are level at the top.`,
  firstLead: (name: string) => `${name} has the first lead.`,
  takesLead: (name: string) => `${name} takes the lead.`,
  leads: (name: string) => `${name} leads.`,
  staysAhead: (name: string, gap: number) => `${name} stays ahead by ${numbers.count(gap)}.`,
  climbs: (name: string, from: number) => `${name} climbs from ${ordinalWord(from)}.`,
  isNew: (name: string, rank: number) => `${name} is new, in ${ordinalWord(rank)}.`,
  leaderStreak: (rounds: number) => `That makes ${numberWord(rounds)} rounds in a row.`,
  streak: (name: string, rounds: number) => `${name} scored ${numberWord(rounds)} rounds in a row.`,
  people: (count: number) => `${capitalized(numberWord(count))} people have points.`,
};

const namesOf = (groves: readonly Grove[]): string => grammar.list(groves.map((grove) => groveNames[grove]));

/** The standings of the groves. */
export const groves = {
  title: 'The groves',
  heading: 'Groves',
  names: groveNames,
  ahead: (leading: readonly Grove[]) => `${namesOf(leading)} ${leading.length === 1 ? 'is ahead' : 'are level'}`,
  winNight: (leading: readonly Grove[]) =>
    `${namesOf(leading)} ${leading.length === 1 ? 'wins the night' : 'share the night'}`,
  ranking: 'The groves, best first',
  perWizard: 'Points per wizard.',
  firstRound: 'The first round decides.',
  average,
  /** Follows an average. */
  each: 'each',
  pointsEach: (value: number) => `${average(value)} points each`,
  wizards: (count: number) => grammar.counted(count, { one: 'wizard', other: 'wizards' }),
};

/** The top three. */
export const podium = {
  title: 'Take a bow',
  empty: 'The podium is waiting',
  emptyMore: 'Nobody has points yet. You score in rounds.',
  topThree: 'The top three',
  place: ordinal,
  points,
  totals: (castCount: number, wandCount: number): readonly [string, string] => [
    `${casts(castCount)},`,
    wands(wandCount),
  ],
};
