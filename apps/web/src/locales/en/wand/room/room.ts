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
