/** Settings of the page, and how the phone is held. */
export const settings = {
  title: 'Your wand',
  back: 'Back',
  rename: 'Change name and sigil',
  save: 'Save',
  cancel: 'Cancel',
  profileSaved: 'Saved.',
  /** After why it could not be saved. */
  profileNotSaved: 'Your name hasn’t changed.',
  language: 'Language',
  /** @param name of a language whose texts could not be loaded */
  missed: (name: string) => `${name} couldn’t be loaded. Try again when the network is back.`,
  theme: 'Theme',
  themes: { system: 'Match phone', night: 'Night', day: 'Day' },
  hand: 'Wand hand',
  hands: { left: 'Left', right: 'Right' },
  sound: 'Sound',
  sounds: { off: 'Off', on: 'On' },
  upright: 'Recalibrate',
  uprightWhy: 'Casts mirrored? Hold the phone upright and still for a moment.',
  uprightDone: 'Got it. Your wand knows which way is up.',
};

/** Calibration, on request: the phone is held upright. */
export const upright = {
  title: 'Hold your phone upright',
  why: 'As if you were reading on it. Phones disagree on which way is up. This shows how yours sees it.',
  /** The next thing to do. */
  hints: {
    lift: 'It’s lying flat. Lift the top edge.',
    turn: 'Turn it until you can read this straight.',
    still: 'That’s it. Hold it still for a moment.',
  },
  known: 'Got it.',
  skip: 'Skip',
};
