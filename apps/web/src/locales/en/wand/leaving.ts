/** Out of the room: forgotten, sent out for a while, or the evening is over. */
export const leaving = {
  forgotten: {
    title: 'You are forgotten',
    announced: 'Done. You are forgotten.',
    done: 'It is done. Your name and every cast of yours are deleted in the room, and this phone has forgotten you too.',
    models: 'A model that was trained before keeps what it learnt. It holds no recording and no name.',
    again: 'Come in as someone new',
  },
  sentOut: {
    title: 'Out for a while',
    why: 'You were asked to leave the room for a while.',
    /** @param minutes left; 0 where the wait is over */
    wait: (minutes: number) =>
      minutes <= 0 ? 'Try again now.' : minutes === 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`,
    kept: 'What you cast is kept.',
  },
  over: {
    title: 'This evening is over',
    /** @param waiting casts that are still to be sent */
    kept: (waiting: number) =>
      waiting === 0
        ? 'What you cast is kept in the book.'
        : waiting === 1
          ? 'Your last cast is on its way. One moment.'
          : `Your last ${waiting} casts are on their way. One moment.`,
    next: 'The next one has begun:',
    step: (code: string) => `Step into ${code}`,
  },
};
