const seconds = (count: number): string => `${count} ${count === 1 ? 'second' : 'seconds'}`;

/** A round while one plays it, and what it brought. */
export const playing = {
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
  forSureness: 'for sureness',
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
