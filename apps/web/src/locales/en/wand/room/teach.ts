import { figures } from './figures';

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
  left: (leftMs: number) => `${figures.seconds(leftMs)} s left`,
  stop: 'Stop, that one was wrong',
  /** Around a spell's name. */
  wasThat: { before: 'Was that', after: '?' },
  sketch: 'Your path: a sketch that drifts.',
  readings: (durationMs: number, count: number) =>
    `${figures.seconds(durationMs)} s, ${figures.count(count)} ${count === 1 ? 'reading' : 'readings'}`,
  keep: 'Keep it in the book',
  redo: 'Do it again',
  recorded: (hint: string) => `Recorded. ${hint} Keep it in the book, or do it again.`,
  kept: 'Kept in the book.',
  keptAndNext: (spell: string) => `Kept. The room teaches ${spell} now.`,
};
