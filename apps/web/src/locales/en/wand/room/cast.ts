import type { Side } from '@wandcast/gesture';
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
    /** Inside the ring after a tap has started a cast. */
    finish: 'Tap to finish',
  },
  /** How to hold the phone, in the same words everywhere. */
  hold: 'Hold the phone as you like.',
  pad: {
    name: 'Draw a spell here',
    invitation: 'Draw here',
    how: 'One stroke. The model recognizes it but doesn’t learn from it.',
    spoken: 'Use one finger, a pen or a mouse. The spells below can be drawn for you.',
  },
  known: {
    name: 'Spells the model knows',
    tap: 'Can’t draw? Tap a spell. Tapped spells are scored separately.',
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
  percent: numbers.percent,
  /** Label of the recognition threshold. */
  threshold: (threshold: number) => `needs ${numbers.percent(threshold)}`,
  sure: (probability: number) => `${capitalized(numbers.chance(probability))} sure.`,
  nextGuess: (spell: string, probability: number) => `Next guess: ${spell}, ${numbers.chance(probability)}`,
  /** The heading if another spell than the requested one was recognized. */
  not: (spell: string) => `Not ${spell}`,
  recognizedAs: (spell: string) => `Recognized as ${spell}.`,
  fizzled: 'Fizzled',
  almost: (spell: string) => `Almost ${spell}`,
  between: (first: string, second: string) => `Somewhere between ${first} and ${second}.`,
  likeNothing: 'That’s like nothing in the book.',
  confirm: {
    ask: 'That was right',
    thanks: 'Thanks, noted.',
  },
  adaptation: {
    active: 'Your wand knows you',
    learnedFrom: (casts: number, spells: number) =>
      `It learned from ${casts === 1 ? 'one of your casts' : `${casts} of your casts`}${spells > 1 ? `, of ${spells} spells` : ''}: taught, right in a round, or confirmed by you. Rounds treat everyone alike.`,
    forget: 'Forget how I cast',
    forgotten: 'Your wand forgot how you cast.',
  },
  /** Casting without a press. */
  free: {
    listening: 'Just move: your wand is listening.',
    sends: 'It feels movement, not sound. Only finished movements are sent; what is no spell is forgotten.',
    lost: 'Your wand listens again once you’re back in the room. Until then, press.',
  },
  kept: 'Kept',
  waits: 'The room can’t be reached right now. This cast is safe on your phone and will be sent automatically.',
  countsLate: 'It counts if it arrives within five seconds of the end.',
  unanswered: 'No model is awake yet to recognize it. Teach a few spells so that one can be trained.',
  spokenUnanswered: 'Kept. No model is awake to recognize it.',
  nobodyAwake: 'No model is awake yet. Casts are kept but not recognized.',
  refused: 'Not this time',
  noMotion: 'We can’t feel your phone moving.',
  still: 'Nothing moved.',
  pressAgain: 'Press the seal to cast again.',
  drawAgain: 'Draw again right here.',
  showSpells: 'Show spells',
  sketch: 'Rough sketch of your movement',
  practice: (spell: string) => `Practice ${spell}`,
};

const sides: Readonly<Record<Side, string>> = { top: 'top', bottom: 'bottom', left: 'left', right: 'right' };

/** What to change about a cast, in one sentence. */
export const advice = {
  start: (started: Side, starts: Side, spell: string) =>
    `You started at the ${sides[started]}. ${spell} starts at the ${sides[starts]}.`,
  differs: {
    same: (spell: string) => `Your path looks like ${spell}. Cast it once more.`,
    backwards: () => 'You drew it the other way round.',
    mirrored: () => 'You drew it mirrored.',
    'upside-down': () => 'You drew it upside down.',
    turned: () => 'You drew it turned to the side.',
    'first-part': (spell: string) => `That was only the beginning of ${spell}.`,
    'last-part': (spell: string) => `That was only the end of ${spell}.`,
    'fewer-turns': (spell: string) => `Your path had fewer turns than ${spell}.`,
    'more-turns': (spell: string) => `Your path had more turns than ${spell}.`,
    open: () => 'Return to where you started.',
    other: () => 'Compare your path with the drawing.',
    short: () => 'That was too quick. Take about two seconds.',
    cut: () => 'Time ran out. Take about two seconds.',
  },
};

/** Practice: nothing is sent or kept. */
export const practice = {
  title: 'Practice',
  private: 'Only you see this. Nothing is sent or kept.',
  choose: 'Which spell?',
  back: 'Done practicing',
  press: 'Hold, draw, let go',
  again: 'Press the seal to try again.',
  /** Three good casts in a row. */
  three: 'Three in a row.',
  /** @param share 0..1 */
  alike: (share: number) => `${Math.round(100 * share)}% like the drawing`,
  nearer: (other: string) => `Closer to ${other} than to the spell you’re practicing.`,
  good: 'That’s it.',
  fair: 'Almost. Follow the drawing once more.',
  poor: 'Not yet. Watch where the drawing starts, and take your time.',
  sketch: 'Rough sketch of your movement. Compare the shape, not the size.',
  none: 'No spell in the book has a drawing yet.',
};
