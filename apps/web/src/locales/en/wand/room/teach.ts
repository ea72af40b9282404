import { numbers } from '../../numbers';

/** Teaching, step by step. */
export const teach = {
  back: 'Back to teach or cast',
  title: 'Teach a spell',
  how: 'Five of each is plenty. The model learns most from spells few people have shown it.',
  blank: 'The book is blank: no spell has been written into it yet.',
  one: (spell: string, given: number, of: number, isNeededMost: boolean) =>
    `Teach ${spell}, ${given} of ${of} done${isNeededMost ? ', needed most' : ''}`,
  neededMost: 'needed most',
  /** After a number. */
  fromYou: 'from you',
  fromRoom: 'from the room',
  yourCasts: 'Your casts',
  asks: (spell: string) => `The room teaches ${spell} now.`,
  progress: (spell: string, number: number, of: number) => `${spell}, ${number} of ${of}`,
  oneMore: (spell: string) => `${spell}, one more`,
  hold: 'Hold the phone like a torch, screen up. Take about two seconds.',
  countMeIn: 'Count me in',
  spokenCount: (spell: string) => `${spell} in three, two, one.`,
  wandUp: 'Wand up.',
  notYet: 'Not yet',
  drawNow: 'Draw it now',
  left: (leftMs: number) => `${numbers.seconds(leftMs)} s left`,
  stop: 'Stop, that one was wrong',
  /** Around a spell's name. */
  wasThat: { before: 'Was that', after: '?' },
  sketch: 'Your path: a sketch that drifts.',
  readings: (durationMs: number, count: number) =>
    `${numbers.seconds(durationMs)} s, ${numbers.count(count)} ${count === 1 ? 'reading' : 'readings'}`,
  keep: 'Keep it in the book',
  redo: 'Do it again',
  recorded: (hint: string) => `Recorded. ${hint} Keep it in the book, or do it again.`,
  kept: 'Kept in the book.',
  keptAndNext: (spell: string) => `Kept. The room teaches ${spell} now.`,
};

const casts = (count: number): string => (count === 1 ? '1 cast' : `${count.toLocaleString('en-GB')} casts`);

/** What the room still needs of a spell, said to whoever is about to teach it. */
export const teachingNeeds = {
  ready: (given: number) => `${casts(given)} from the room already; more make it surer.`,
  glyph: (spell: string, people: number) =>
    `${spell} can be cast from its glyph alone; ${people} people who teach it make it surer.`,
  /** @param more casts  @param people who must give some of them; 0 where nobody new is needed */
  more: (spell: string, more: number, people: number) => {
    const from = people === 0 ? '' : ` from ${people} more ${people === 1 ? 'person' : 'people'}`;
    return `${spell} needs ${more} more ${more === 1 ? 'cast' : 'casts'}${from}.`;
  },
  /** The spell that the room teaches now, in two lines: before its name, and after it. */
  teaching: { before: 'The room teaches', after: 'now' },
  done: (given: number, enough: number) => `${given} of ${enough} done`,
};

/** What is said of one take: before it is kept by its gravest fault, and after by what the model made of it. */
export const recordingAdvice = {
  felt: {
    none: 'Clear and steady.',
    empty: 'Your phone sent next to nothing.',
    still: 'Your phone felt hardly any movement.',
    short: 'It was over in a blink.',
    cut: 'The time was over first.',
    clipped: 'Faster than your phone can feel.',
    slow: 'Your phone reports slowly, but it will do.',
  },
  /** What would show more, where anything would. */
  advice: {
    empty: 'Once more should do it.',
    still: 'Draw it as large as a plate.',
    short: 'Taken slower, the phone sees all of it.',
    cut: 'Set out right after the count.',
    clipped: 'A little softer, and it feels it all.',
  },
  odd: {
    name: 'About the last one',
    unlike: (taught: string) => `That one was unlike the other ${taught}s. Was it what you meant?`,
    heardAs: (heard: string, taught: string) => `The model heard ${heard} there. Was it ${taught}?`,
    takeBack: 'Take it back',
    keep: 'Yes, keep it',
    takenBack: 'Taken back.',
    stillThere: 'It is still in the book.',
  },
};
