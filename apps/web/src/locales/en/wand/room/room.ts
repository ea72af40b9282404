/** Around every page in the room: the participant, the connection, announcements. */
export const room = {
  /** @param name the participant's; opens their casts */
  me: (name: string) => `${name}: your casts and your data`,
  settings: 'Settings: language, theme, sound',
  in: 'In the room',
  model: (version: number) => `Model v${version}`,
  lost: 'Connection lost',
  lostSafe: 'Connection lost. Your casts are safe.',
  back: 'Back in the room.',
  over: 'This event is over.',
  /** @param waiting casts that are still to be sent */
  safe: (waiting: number) =>
    waiting === 0 ? 'Your casts are safe.' : `Your casts are safe: ${waiting} waiting to send.`,
  tryNow: 'Try now',
  called: (name: string) => `You are now called ${name}.`,
  dismiss: 'Dismiss',
  recording: 'Recording',
  backToSpells: 'Back to the spells',
};

/** The start page: teach or cast, and the participant's standing. */
export const start = {
  title: 'Your wand is awake',
  /** @param rateHz motion readings per second */
  feels: (rateHz: number) => `Your phone feels your hand ${rateHz} times a second.`,
  cast: 'Cast a spell',
  asleep: 'No model is awake yet. Your casts are kept anyway.',
  listening: (version: number) => `Model v${version} recognizes what your hand draws.`,
  teach: 'Teach a spell',
  teachHow: 'Show the model how your hand does it. Five of each is plenty.',
  /** Before and after the name of the spell that the room is teaching. */
  teaching: { before: 'Everyone’s teaching', after: '. Join in.' },
  casts: 'Your casts',
  data: 'Your data',
  practice: 'Practice',
  sound: 'Sound',
};

const seconds = (count: number): string => `${count} s`;

/** About the phone: what limits it, and which casts wait on it. */
export const phoneNotices = {
  slow: (rateHz: number) =>
    `Your phone reports motion only ${rateHz} times a second. Turn off low-power mode to be recognized better.`,
  screenMayTurnOff: 'Your screen may go dark. Touch it now and then.',
  unsaved: 'This browser can’t store casts. Leave this page open until they are sent.',
  interrupted: 'The page was in the background, so that cast was discarded. Cast it again.',
  waiting: (count: number) => `${count} waiting to send`,
  /** @param inS seconds; 0 during an attempt */
  nextTry: (inS: number) => (inS <= 0 ? 'trying now' : `next try in ${seconds(inS)}`),
  lasts: (tenths: number) => `${(tenths / 10).toFixed(1)} s`,
  /** @param agoS seconds since the cast */
  age: (agoS: number) =>
    agoS < 5 ? 'just now' : agoS < 60 ? `${seconds(agoS)} ago` : `${Math.floor(agoS / 60).toString()} min ago`,
  more: (count: number) => `and ${count} more`,
};

/** Why an action failed. A sentence about what did not change follows. */
export const errors = {
  outOfReach: 'The room can’t be reached right now.',
  noAnswer: 'The room didn’t answer.',
  onPhone: 'This phone couldn’t do that.',
};

/** Shown if the server was updated while this page was open. */
export const pageUpdate = {
  newer: 'A new version is available.',
  load: 'Reload',
  sending: 'One moment: sending your last cast.',
};
