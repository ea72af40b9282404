/** Leaving the room: data deleted, removed for some minutes, or the event is over. */
export const leaving = {
  forgotten: {
    title: 'You are forgotten',
    announced: 'Done. You are forgotten.',
    done: 'Your name and all your casts were deleted in the room and on this phone.',
    models: 'A model trained before that keeps what it learned. It contains no recordings and no names.',
    again: 'Join as someone new',
  },
  removed: {
    title: 'Out for a while',
    why: 'You were asked to leave the room for a while.',
    /** @param minutes left; 0 if the wait is over */
    wait: (minutes: number) =>
      minutes <= 0 ? 'Try again now.' : minutes === 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`,
    kept: 'Your casts are kept.',
  },
  over: {
    title: 'This event is over',
    /** @param waiting casts that are still to be sent */
    kept: (waiting: number) =>
      waiting === 0
        ? 'Your casts are kept in the book.'
        : waiting === 1
          ? 'Sending your last cast. One moment.'
          : `Sending your last ${waiting} casts. One moment.`,
    next: 'The next one has started:',
    step: (code: string) => `Join ${code}`,
    souvenir: 'Your souvenir',
  },
};
