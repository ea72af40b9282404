const number = (count: number): string => count.toLocaleString('en-GB');

/** How one stands: numbers with the words that follow them, and what they are of for whoever cannot see that. */
export const standing = {
  number,
  earned: 'Earned',
  yours: 'Yours',
  points: (points: number): string => (points === 1 ? 'point' : 'points'),
  place: 'Your place',
  of: (people: number) => `of ${number(people)}`,
  lately: 'Lately',
  inARow: 'in a row',
};
