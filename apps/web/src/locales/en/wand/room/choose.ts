/** Teach or cast: the page one comes back to, and how one stands. */
export const choose = {
  title: 'Your wand is awake',
  /** @param rateHz how often the phone tells of motion */
  feels: (rateHz: number) => `Your phone feels your hand ${rateHz} times a second.`,
  cast: 'Cast a spell',
  asleep: 'No model is awake yet. Your casts are kept all the same.',
  listening: (version: number) => `Model v${version} names what your hand draws.`,
  teach: 'Teach a spell',
  teachHow: 'Show the model how your hand does it. Five of each is plenty.',
  /** Before and after the name of the spell that the room teaches. */
  teaching: { before: 'The room teaches', after: ' now.' },
  casts: 'Your casts',
  data: 'Your data',
  practice: 'Practice',
  sound: 'Sound',
};
