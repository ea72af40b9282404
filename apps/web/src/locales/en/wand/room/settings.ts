/** One's own wand: how the page speaks, looks and sounds, and how the phone is held. */
export const settings = {
  title: 'Your wand',
  back: 'Back',
  language: 'Language',
  /** @param name of a language whose texts could not be fetched */
  missed: (name: string) => `${name} did not come. It will once the network is back.`,
  light: 'Light',
  lights: { system: 'As the phone', night: 'Night', day: 'Day' },
  hand: 'Wand hand',
  hands: { left: 'Left', right: 'Right' },
  sound: 'Sound',
  sounds: { off: 'Off', on: 'On' },
  upright: 'Hold it upright again',
  uprightWhy: 'If your casts come out upside down: one quiet moment shows your wand which way is up.',
  uprightDone: 'Got it. Your wand knows which way is up.',
};

/** The step that asks for an upright hold, before the first cast. */
export const upright = {
  title: 'Hold your phone upright',
  why: 'As if you were reading on it. Phones differ in what they call up: this shows which way yours does.',
  /** What is left to do, in a few words. */
  hints: {
    lift: 'It lies flat. Lift its top edge.',
    turn: 'Turn it until you can read this straight.',
    still: 'Just so. Hold it still for a moment.',
  },
  known: 'Got it.',
  skip: 'Go on without',
  back: 'Back to teach or cast',
};
