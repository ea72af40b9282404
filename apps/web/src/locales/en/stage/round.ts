import type { Round } from '@wandcast/protocol';
import { grammar } from '../grammar';
import { LOCALE } from '../locale';
import { numbers } from '../numbers';
import { casts } from './nouns';
import { numberWord } from './number-words';

/** A spell's name, shown in its color. */
export interface ColoredSpell {
  readonly spell: string;
}

/** A line in which spell names have their color. */
export type ColoredText = readonly (string | ColoredSpell)[];

type Challenge = (spell: ColoredSpell) => ColoredText;

/** The challenge, before the round starts. */
const ready: Readonly<Record<Round['kind'], Challenge>> = {
  order: (spell) => ['Ready for ', spell],
  free: () => ['Ready for anything'],
  duel: (spell) => [spell, ' duel'],
  fastest: (spell) => [spell, ' race'],
  imitate: () => ['Look closely'],
};

/** The rule, in one line. */
const rules: Readonly<Record<Round['kind'], string>> = {
  order: 'Accuracy first, then speed. Only your best cast counts.',
  free: 'Cast as many spells as you can. Each counts once.',
  duel: 'Both cast the same spell. The better cast wins.',
  fastest: 'The fastest right cast wins.',
  imitate: 'Draw the same shape. The closest wins.',
};

const running: Readonly<Record<Round['kind'], Challenge>> = {
  order: (spell) => ['Cast ', spell, ' now!'],
  free: () => ['Cast anything!'],
  duel: (spell) => ['Cast ', spell, ' now!'],
  fastest: (spell) => ['Cast ', spell, ', fast!'],
  imitate: () => ['Draw it now!'],
};

const hundredths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A round: the challenge, the clock, the tally and the result. */
export const round = {
  none: 'The next challenge',
  noneMore: 'It comes in a moment. Keep your wand at hand.',
  title: (number: number) => `Round ${numberWord(number)}`,
  over: (number: number) => `Round ${numberWord(number)} is over.`,
  /** The round is over, but late casts still count. */
  counting: 'Counting…',
  /** Follows a result without points. */
  noWinner: 'No points. The next round is anyone’s.',
  undone: 'This round does not count',
  undoneMore: 'Nobody gets points for it.',
  paused: 'Paused',
  pausedLeft: (time: string, unit: string) => `${time} ${unit} left`,
  ready: (kind: Round['kind'], spell: ColoredSpell) => ready[kind](spell),
  rules,
  running: (kind: Round['kind'], spell: ColoredSpell) => running[kind](spell),
  /** Placeholder for a spell that is no longer in the book. */
  unknownSpell: 'it',
  freeHint: 'Each spell counts once.',
  imitateHint: 'Any size, but the same shape.',
  seconds: (count: number) => grammar.plural(count, { one: 'second', other: 'seconds' }),
  minutes: 'minutes',
  /** "1.42 s" */
  took: (ms: number) => `${hundredths.format(ms / 1_000)} s`,
  nobodyCast: 'Nobody cast',
  nobodyScored: 'Nobody scored',
  draw: 'A draw',
  wins: (name: string) => `${name} wins`,
  allWere: (count: number, spell: ColoredSpell): ColoredText =>
    count === 1 ? ['One cast, and it was ', spell] : ['Every cast was ', spell],
  someWere: (matching: number, count: number, spell: ColoredSpell): ColoredText => [
    `${numbers.count(matching)} of ${casts(count)} ${matching === 1 ? 'was' : 'were'} `,
    spell,
  ],
  recognized: (count: number, recognized: number) => `${casts(count)}, ${numbers.count(recognized)} recognized`,
  /** Follows a figure: "124 of 143 have cast". */
  casters: (people: number, of: number) =>
    `of ${numbers.count(of)} ${grammar.plural(people, { one: 'has', other: 'have' })} cast`,
  nobodyYet: 'Nobody has cast yet',
  tally: 'Casts by spell',
  fizzled: 'Fizzled',
  others: 'Others',
  leaders: 'Leaders of this round',
  winners: 'Best casts',
  /** Shares of all casts, for screen readers. */
  shareOfCasts: (share: string) => `${share} of all casts`,
  duelists: 'The two duelists',
  versus: 'vs',
  firstDuelist: 'One wizard',
  secondDuelist: 'Another wizard',
  /** Follows a number of points: "940 points in 1.42 s". */
  pointsIn: (count: number, time: string) => `${grammar.plural(count, { one: 'point', other: 'points' })} in ${time}`,
  didNotScore: 'did not score',
  notScoredYet: 'has not scored yet',
};
