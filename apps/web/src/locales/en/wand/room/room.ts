/** Around every page in the room: who one is, how the connection does, what the room has to say. */
export const room = {
  /** @param name one's own, which opens what one gave */
  me: (name: string) => `${name}: your casts and your data`,
  settings: 'Your wand: language, light, sound',
  in: 'In the room',
  model: (version: number) => `Model v${version}`,
  lost: 'Lost the room',
  lostSafe: 'Lost the room. Your casts are safe.',
  back: 'Back in the room.',
  over: 'This evening is over.',
  /** @param waiting casts that are still to be sent */
  safe: (waiting: number) =>
    waiting === 0 ? 'Your casts are safe.' : `Your casts are safe: ${waiting} waiting to send.`,
  tryNow: 'Try now',
  called: (name: string) => `The room calls you ${name} now.`,
  putAway: 'Put this away',
  recording: 'Recording',
  backToSpells: 'Back to the spells',
};

/** Teach or cast: the page one comes back to, and how one stands. */
export const activities = {
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

const seconds = (count: number): string => `${count} s`;

/** What keeps a wand in the room, and what waits on its phone meanwhile. */
export const phoneNotices = {
  slow: (rateHz: number) =>
    `Your phone tells of motion only ${rateHz} times a second. Low-power mode does that; without it you are heard better.`,
  dark: 'Your screen may go dark: keep it touched.',
  onlyHere: 'This browser keeps nothing for later. Leave this page open until your casts are sent.',
  halfACast: 'The page was out of sight. That cast was dropped; cast it again.',
  waiting: (count: number) => (count === 1 ? '1 waiting to send' : `${count} waiting to send`),
  /** @param inS seconds; 0 where a try is on its way */
  nextTry: (inS: number) => (inS <= 0 ? 'trying now' : `next try in ${seconds(inS)}`),
  lasts: (tenths: number) => `${(tenths / 10).toFixed(1)} s`,
  /** @param agoS seconds since it was cast */
  age: (agoS: number) =>
    agoS < 5 ? 'just now' : agoS < 60 ? `${seconds(agoS)} ago` : `${Math.floor(agoS / 60).toString()} min ago`,
  more: (count: number) => `and ${count} more`,
};

/** Why something one asked for was not done; what is still as it was is said after it. */
export const errors = {
  outOfReach: 'The room is out of reach for now.',
  noAnswer: 'The room did not answer.',
  onPhone: 'This phone could not do that just now.',
};

/** When the server was renewed while this page was open. */
export const pageUpdate = {
  newer: 'A newer page is here.',
  load: 'Load it',
  sending: 'One moment: your last cast is on its way.',
};
