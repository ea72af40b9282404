import type { RoundKind } from '@wandcast/protocol';

const verbs: Readonly<Record<RoundKind, string>> = {
  order: 'Cast',
  free: 'Cast anything',
  duel: 'A duel of',
  fastest: 'A race for',
  imitate: 'Draw',
};

const rules: Readonly<Record<RoundKind, string>> = {
  order: 'Sure counts most, quick counts too. Your best cast stands.',
  free: 'Each spell counts once, the surer the better.',
  duel: 'You against one other. The better one takes fifty more.',
  fastest: 'The sooner it is heard, the more it is worth.',
  imitate: 'Press, and draw it just so. Only likeness counts.',
};

const seconds = (count: number): string => `${count} ${count === 1 ? 'second' : 'seconds'}`;

/** What a round asks for, and how one is called to it. */
export const round = {
  /** Before a spell's name, or alone. */
  verb: (kind: RoundKind) => verbs[kind],
  rule: (kind: RoundKind) => rules[kind],
  line: (verb: string, spell: string) => `${verb} ${spell}`,
  announced: (line: string, inSeconds: number) => `${line}. It begins in ${seconds(inSeconds)}.`,
  begins: (inSeconds: number) => `A round begins in ${inSeconds} s`,
  paused: (left: number) => `The round is paused, ${left} s left`,
  on: (left: number) => `A round is on, ${left} s left`,
  play: 'Play',
};

/** A round while one plays it, and what it brought. */
export const roundPlay = {
  now: (line: string) => `${line}, now.`,
  spokenPause: 'The round is paused.',
  halted: 'Paused',
  watch: 'Watch the big screen',
  duelOf: (spell: string) => `Two wands, one spell: ${spell}.`,
  left: (left: number) => `${seconds(left)} left`,
  /** After a number of seconds. */
  unit: 's',
  over: (number: number) => `Round ${number} is over`,
  undone: (number: number) => `Round ${number} was taken back`,
  spokenOver: (number: number) => `Round ${number} is over.`,
  spokenUndone: (number: number) => `Round ${number} was taken back.`,
  result: 'What the round brought you',
  undoneMore: 'Nobody has points of it. Your casts are kept all the same.',
  /** After their number. */
  points: (count: number): string => (count === 1 ? 'point' : 'points'),
  whatFor: 'What for',
  forConfidence: 'for confidence',
  forSpeed: 'for speed',
  forStreak: 'for rounds in a row',
  forDuel: 'for the duel',
  watched: 'The big screen shows how it came out.',
  noPoints: 'No points this time',
  noPointsMore: 'The next round is another chance.',
  onTheWay: (casts: number) =>
    casts === 1
      ? 'A cast of yours is on its way. It counts if it is there within two minutes.'
      : `${casts} casts of yours are on their way. They count if they are there within two minutes.`,
  goOn: 'Go on casting',
  doneOf: (done: number, of: number) => `${done} of ${of}`,
  /** After "3 of 6". */
  done: 'done',
  /** Before the points of a cast. */
  bestStands: 'Your best of this round stands:',
  noneYet: 'No points yet. They come with the rounds.',
};

const number = (count: number): string => count.toLocaleString('en-GB');

/** How one stands: numbers with the words that follow them, and what they are of for whoever cannot see that. */
export const standing = {
  number,
  earned: 'Earned',
  yours: 'Yours',
  points: (points: number): string => (points === 1 ? 'point' : 'points'),
  place: 'Your place',
  of: (people: number) => `of ${number(people)}`,
  lately: 'Lately',
  inARow: 'in a row',
};

const spoken = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

function ordinal(rank: number): string {
  const tens = rank % 100;
  const end = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${end}`;
}

/** How someone stands among the others. */
export const rank = {
  /** "7th", for the eye. */
  ordinal,
  /** "seventh", for the ear. */
  spokenOrdinal: (rank: number): string => spoken[rank - 1] ?? ordinal(rank),
  up: (places: number) => `up ${places} ${places === 1 ? 'place' : 'places'}`,
  down: (places: number) => `down ${places} ${places === 1 ? 'place' : 'places'}`,
  streak: (rounds: number) => `${rounds} in a row`,
  plus: (points: number) => `plus ${points}`,
};
