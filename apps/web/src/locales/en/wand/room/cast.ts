import { capitalized } from '../../../../shared/format/capitalize';
import { numbers } from '../../numbers';

/** The ring, the pad, and what is said of a cast. */
export const cast = {
  title: 'Cast a spell',
  back: 'Back to teach or cast',
  ring: {
    invitation: 'Press and cast',
    hint: 'Hold, draw, let go',
    spoken: 'Double tap to start, draw in the air, double tap to end. With a keyboard, Space.',
    lost: 'Keep casting. Results catch up.',
  },
  pad: {
    name: 'Draw a spell here',
    invitation: 'Draw here',
    how: 'One stroke. The model hears it, and does not learn from it.',
    spoken: 'With one finger, a pen or a mouse. The spells below can be drawn for you.',
  },
  known: {
    name: 'Spells the model knows',
    tap: 'No way to draw? Tap a spell.',
    drawn: (spell: string) => `Draw ${spell} for me`,
    done: 'done',
  },
  keys: {
    space: 'Space starts and ends a cast, Esc drops it.',
    spells: (count: number) => `${count === 1 ? 'Key 1 casts' : `Keys 1 to ${count} cast`}, Esc drops it.`,
    areOff: 'The number keys are off.',
    turnOff: 'Turn keys off',
    turnOn: 'Turn keys on',
    dropped: 'Dropped.',
  },
  listening: 'Listening',
  /** Before a spell's name. */
  leaning: 'Leaning',
  drawAnything: 'Draw anything',
  drawIt: 'Draw it',
  /** At the line above which a spell is named. */
  holds: (threshold: number) => `${numbers.percent(threshold)} holds`,
  sure: (probability: number) => `${capitalized(numbers.chance(probability))} sure.`,
  nextGuess: (spell: string, probability: number) => `Next guess: ${spell}, ${numbers.chance(probability)}`,
  asked: (spell: string) => `The round asks for ${spell}.`,
  fizzled: 'Fizzled',
  between: (first: string, second: string) => `Somewhere between ${first} and ${second}.`,
  likeNothing: 'It was like nothing in the book.',
  kept: 'Kept',
  waits: 'The room is gone for now. This cast waits on your phone and is sent by itself.',
  countsLate: 'It counts if it is there within two minutes of the end.',
  unheard: 'No model is awake to name it yet. Teach a few spells, and one can be trained.',
  spokenUnheard: 'Kept. No model is awake to name it.',
  nobodyAwake: 'No model is awake yet. Casts are kept, and nothing names them.',
  refused: 'Not this time',
  noMotion: 'Your phone tells of no motion.',
  still: 'Nothing moved.',
  again: 'Cast again',
  retry: 'Try again',
};

/** Practicing: nothing is sent, nothing is kept. */
export const practice = {
  title: 'Practice',
  private: 'Only you see this. Nothing is sent or kept.',
  choose: 'Which spell?',
  back: 'Leave the practice',
  press: 'Hold, draw, let go',
  /** @param share 0..1 */
  alike: (share: number) => `${Math.round(100 * share)}% like the drawing`,
  nearer: (other: string) => `Closer to ${other} than to what you practice.`,
  well: 'That is it.',
  near: 'Nearly. Follow the drawing once more.',
  far: 'Not yet. Watch where the drawing starts, and take your time.',
  sketch: 'Your hand is a sketch that drifts: compare its shape, not its size.',
  none: 'No spell in the book has a drawing yet.',
};
