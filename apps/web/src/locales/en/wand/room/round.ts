import type { RoundKind } from '@wandcast/protocol';
import { grammar } from '../../grammar';
import { numbers, ordinal } from '../../numbers';

/** The challenge of a round: text before and after the spell's name, or `alone` without one. */
export interface ChallengeTexts {
  readonly before?: string;
  readonly after?: string;
  readonly alone: string;
}

const challenges: Readonly<Record<RoundKind, ChallengeTexts>> = {
  order: { before: 'Cast', alone: 'Cast' },
  free: { before: 'Cast anything', alone: 'Cast anything' },
  duel: { after: 'duel', alone: 'Duel' },
  fastest: { after: 'race', alone: 'Race' },
  imitate: { before: 'Draw', alone: 'Draw' },
};

const rules: Readonly<Record<Exclude<RoundKind, 'duel'>, string>> = {
  order: 'Accuracy first, then speed. Only your best cast counts.',
  free: 'Each spell counts once. Accuracy is what scores.',
  fastest: 'The faster it’s recognized, the more it scores.',
  imitate: 'Press and draw it exactly like this. Only the shape counts.',
};

const duelRule = (rival = 'one rival'): string => `You vs. ${rival}. Winner gets +200.`;

const seconds = (count: number): string => grammar.counted(count, { one: 'second', other: 'seconds' });
const places = (count: number): string => grammar.counted(count, { one: 'place', other: 'places' });
/** The word after a number of points. */
const points = (count: number): string => grammar.plural(count, { one: 'point', other: 'points' });

/** The challenge of a round, and the invitation to play. */
export const round = {
  challenge: (kind: RoundKind) => challenges[kind],
  /** @param rival name of the participant's opponent; undefined unless they are in a duel */
  rule: (kind: RoundKind, rival?: string) => (kind === 'duel' ? duelRule(rival) : rules[kind]),
  /** The players of a duel. */
  versus: (one: string, other: string) => `${one} vs. ${other}`,
  you: 'You',
  announced: (challenge: string, inSeconds: number) => `${challenge}. Starts in ${seconds(inSeconds)}.`,
  begins: (inSeconds: number) => `A round starts in ${inSeconds} s`,
  paused: (left: number) => `The round is paused, ${left} s left`,
  on: (left: number) => `A round is on, ${left} s left`,
  play: 'Play',
};

/** A round during play, and its result. */
export const roundPlay = {
  now: (challenge: string) => `${challenge}, now.`,
  spokenPause: 'The round is paused.',
  halted: 'Paused',
  watch: 'Watch the big screen',
  duelOf: (spell: string) => `Two wands, one spell: ${spell}.`,
  left: (left: number) => `${seconds(left)} left`,
  /** After a number of seconds. */
  unit: 's',
  over: (number: number) => `Round ${number} is over`,
  undone: (number: number) => `Round ${number} was undone`,
  spokenOver: (number: number) => `Round ${number} is over.`,
  spokenUndone: (number: number) => `Round ${number} was undone.`,
  result: 'Your result',
  undoneMore: 'It doesn’t count for anyone. Your casts are kept anyway.',
  points,
  breakdown: 'Points breakdown',
  forAccuracy: 'for accuracy',
  forSpeed: 'for speed',
  forStreak: 'for your streak',
  forDuel: 'for the duel',
  watched: 'The big screen shows who won.',
  counting: 'Counting…',
  countingMore: 'The last casts are coming in.',
  /** @param points from casts that were drawn by a tap */
  tapped: (points: number) => `Tapped casts are scored apart: +${numbers.count(points)}`,
  noPoints: 'No points this time',
  noPointsMore: 'The next round is another chance.',
  onTheWay: (casts: number) =>
    casts === 1
      ? 'Sending one of your casts. It counts if it arrives within five seconds.'
      : `Sending ${casts} of your casts. They count if they arrive within five seconds.`,
  goOn: 'Keep casting',
  doneOf: (done: number, of: number) => `${done} of ${of}`,
  /** After "3 of 6". */
  done: 'done',
  /** Before the points of a cast. */
  bestStands: 'Your best this round:',
  noneYet: 'No points yet. You score in rounds.',
};

/** The participant's standing: text after numbers, and labels for screen readers. */
export const standing = {
  number: numbers.count,
  earned: 'Earned',
  yours: 'Total',
  points,
  place: 'Your rank',
  of: (people: number) => `of ${numbers.count(people)}`,
  lately: 'Lately',
  inARow: 'in a row',
};

const spoken = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

/** The rank and its changes. */
export const rank = {
  /** As shown: "7th". */
  ordinal,
  /** As spoken: "seventh". */
  spokenOrdinal: (rank: number): string => spoken[rank - 1] ?? ordinal(rank),
  up: (count: number) => `up ${places(count)}`,
  down: (count: number) => `down ${places(count)}`,
  streak: (rounds: number) => `${rounds} in a row`,
  plus: (points: number) => `plus ${points}`,
};
