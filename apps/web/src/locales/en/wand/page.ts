/** The page itself, and what it shows while something loads. */
export const page = {
  title: 'Wandcast: your wand',
  finding: 'Finding the room',
  joining: 'Stepping in',
  feeling: 'Feeling for your wand',
  loading: 'Turning the page',
  lost: 'This page didn’t load',
  lostWhy: 'The network dropped it. Your casts are safe on this phone and will be sent when the room is back.',
  tryAgain: 'Try again',
  back: 'Back',
};
