/** The page itself, and what it says while something is on its way. */
export const page = {
  title: 'Wandcast: your wand',
  finding: 'Finding the room',
  stepping: 'Stepping in',
  feeling: 'Feeling for your wand',
  turning: 'Turning the page',
  lost: 'This page did not come',
  lostWhy: 'The network lost it on the way. Your casts are safe on this phone, and are sent when the room is back.',
  loadAgain: 'Load it again',
  back: 'Back',
};
