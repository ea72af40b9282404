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
