import { grammar } from '../../grammar';
import { numbers } from '../../numbers';

/** Teaching, step by step. */
export const teach = {
  back: 'Back to teach or cast',
  title: 'Teach a spell',
  how: 'Five of each is plenty. The model learns most from spells that few people have taught.',
  blank: 'The book is blank. It has no spells yet.',
  one: (spell: string, given: number, of: number, isNeededMost: boolean) =>
    `Teach ${spell}, ${given} of ${of} done${isNeededMost ? ', needed most' : ''}`,
  neededMost: 'needed most',
  /** After a number. */
  fromYou: 'from you',
  fromRoom: 'from the room',
  yourCasts: 'Your casts',
  asks: (spell: string) => `Everyone’s teaching ${spell}. Join in.`,
  progress: (spell: string, number: number, of: number) => `${spell}, ${number} of ${of}`,
  oneMore: (spell: string) => `${spell}, one more`,
  hold: 'Hold the phone as you like. Take about two seconds.',
  startCountdown: 'Start countdown',
  spokenCount: (spell: string) => `${spell} in three, two, one.`,
  wandUp: 'Wand up.',
  notYet: 'Cancel',
  drawNow: 'Draw it now',
  left: (leftMs: number) => `${numbers.seconds(leftMs)} s left`,
  stop: 'Cancel',
  /** Text around a spell's name. */
  wasThat: { before: 'Was that', after: '?' },
  sketch: 'Rough sketch of your movement',
  readings: (durationMs: number, count: number) =>
    `${numbers.seconds(durationMs)} s, ${grammar.counted(count, { one: 'reading', other: 'readings' })}`,
  keep: 'Keep it',
  redo: 'Redo',
  recorded: (hint: string) => `Recorded. ${hint} Keep it or redo it.`,
  kept: 'Kept in the book.',
  keptAndNext: (spell: string) => `Kept. Everyone’s teaching ${spell} now.`,
};

const casts = (count: number): string => grammar.counted(count, { one: 'cast', other: 'casts' });

/** How many casts of a spell the room still needs, for someone about to teach it. */
export const teachingNeeds = {
  ready: (given: number) => `${casts(given)} from the room so far. More make the model better.`,
  glyph: (spell: string, people: number) =>
    `${spell} already works. ${people === 1 ? 'One teacher' : `${people} teachers`} would make it better.`,
  /** @param more number of casts  @param people number of additional people; 0 if none are needed */
  more: (spell: string, more: number, people: number) => {
    const from = people === 0 ? '' : ` from ${grammar.counted(people, { one: 'more person', other: 'more people' })}`;
    return `${spell} needs ${grammar.counted(more, { one: 'more cast', other: 'more casts' })}${from}.`;
  },
  /** The spell that the room is teaching, in two lines: before its name, and after it. */
  teaching: { before: 'Everyone’s teaching', after: 'Join in' },
  done: (given: number, enough: number) => `${given} of ${enough} done`,
};

/** Feedback on one recording: its worst fault before it is kept, the model's doubt after. */
export const recordingAdvice = {
  felt: {
    none: 'Clear and steady.',
    empty: 'Your phone sent almost nothing.',
    still: 'Your phone felt hardly any movement.',
    short: 'It was over in a blink.',
    cut: 'Time ran out first.',
    clipped: 'Faster than your phone can feel.',
    slow: 'Your phone has a slow sensor, but that’s fine.',
  },
  /** How to improve, if anything would. */
  advice: {
    empty: 'Try once more.',
    still: 'Draw it as large as a plate.',
    short: 'Go a bit slower, so your phone catches all of it.',
    cut: 'Start right after the count.',
    clipped: 'Move a little more gently, so your phone can feel all of it.',
  },
  odd: {
    name: 'About your last cast',
    unlike: (taught: string) => `That was unlike the other casts of ${taught}. Is that what you meant?`,
    recognizedAs: (recognized: string, taught: string) => `The model recognized ${recognized}. Was it ${taught}?`,
    deleteIt: 'Delete it',
    keep: 'Yes, keep it',
    deleted: 'Deleted.',
    stillThere: 'It’s still in the book.',
  },
};
