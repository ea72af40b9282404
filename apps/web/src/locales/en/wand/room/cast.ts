import { capitalized } from '../../../../shared/format/capitalize';
import { numbers } from '../../numbers';

/** The ring, the pad, and the result of a cast. */
export const cast = {
  title: 'Cast a spell',
  back: 'Back to teach or cast',
  ring: {
    invitation: 'Press and cast',
    hint: 'Hold, draw, let go',
    spoken: 'Double tap to start, draw in the air, double tap to end. With a keyboard, press Space.',
    lost: 'Keep casting. Results will catch up.',
  },
  pad: {
    name: 'Draw a spell here',
    invitation: 'Draw here',
    how: 'One stroke. The model recognizes it but doesn’t learn from it.',
    spoken: 'Use one finger, a pen or a mouse. The spells below can be drawn for you.',
  },
  known: {
    name: 'Spells the model knows',
    tap: 'Can’t draw? Tap a spell.',
    drawn: (spell: string) => `Draw ${spell} for me`,
    done: 'done',
  },
  keys: {
    space: 'Space starts and ends a cast, Esc cancels it.',
    spells: (count: number) => `${count === 1 ? 'Key 1 casts' : `Keys 1 to ${count} cast`}, Esc cancels it.`,
    areOff: 'Number-key shortcuts are off.',
    turnOff: 'Turn off shortcuts',
    turnOn: 'Turn on shortcuts',
    dropped: 'Canceled.',
  },
  listening: 'Listening',
  /** Text around a spell's name. */
  leaning: { before: 'Looks like', after: '…' },
  drawAnything: 'Draw anything',
  drawIt: 'Draw it',
  /** Label of the recognition threshold. */
  threshold: (threshold: number) => `needs ${numbers.percent(threshold)}`,
  sure: (probability: number) => `${capitalized(numbers.chance(probability))} sure.`,
  nextGuess: (spell: string, probability: number) => `Next guess: ${spell}, ${numbers.chance(probability)}`,
  asked: (spell: string) => `This round asks for ${spell}.`,
  fizzled: 'Fizzled',
  between: (first: string, second: string) => `Somewhere between ${first} and ${second}.`,
  likeNothing: 'That’s like nothing in the book.',
  kept: 'Kept',
  waits: 'The room can’t be reached right now. This cast is safe on your phone and will be sent automatically.',
  countsLate: 'It counts if it arrives within five seconds of the end.',
  unanswered: 'No model is awake yet to recognize it. Teach a few spells so that one can be trained.',
  spokenUnanswered: 'Kept. No model is awake to recognize it.',
  nobodyAwake: 'No model is awake yet. Casts are kept but not recognized.',
  refused: 'Not this time',
  noMotion: 'We can’t feel your phone moving.',
  still: 'Nothing moved.',
  again: 'Cast again',
  retry: 'Try again',
};

/** Practice: nothing is sent or kept. */
export const practice = {
  title: 'Practice',
  private: 'Only you see this. Nothing is sent or kept.',
  choose: 'Which spell?',
  back: 'Done practicing',
  press: 'Hold, draw, let go',
  /** @param share 0..1 */
  alike: (share: number) => `${Math.round(100 * share)}% like the drawing`,
  nearer: (other: string) => `Closer to ${other} than to the spell you’re practicing.`,
  good: 'That’s it.',
  fair: 'Almost. Follow the drawing once more.',
  poor: 'Not yet. Watch where the drawing starts, and take your time.',
  sketch: 'Rough sketch of your movement. Compare the shape, not the size.',
  none: 'No spell in the book has a drawing yet.',
};
