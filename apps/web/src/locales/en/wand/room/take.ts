/** What is said of one take: before it is kept by its gravest fault, and after by what the model made of it. */
export const take = {
  felt: {
    none: 'Clear and steady.',
    empty: 'Your phone sent next to nothing.',
    still: 'Your phone felt hardly any movement.',
    short: 'It was over in a blink.',
    cut: 'The time was over first.',
    clipped: 'Faster than your phone can feel.',
    slow: 'Your phone reports slowly, but it will do.',
  },
  /** What would show more, where anything would. */
  advice: {
    empty: 'Once more should do it.',
    still: 'Draw it as large as a plate.',
    short: 'Taken slower, the phone sees all of it.',
    cut: 'Set out right after the count.',
    clipped: 'A little softer, and it feels it all.',
  },
  odd: {
    name: 'About the last one',
    unlike: (taught: string) => `That one was unlike the other ${taught}s. Was it what you meant?`,
    heardAs: (heard: string, taught: string) => `The model heard ${heard} there. Was it ${taught}?`,
    takeBack: 'Take it back',
    keep: 'Yes, keep it',
    takenBack: 'Taken back.',
    stillThere: 'It is still in the book.',
  },
};
