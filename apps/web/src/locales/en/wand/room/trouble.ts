/** Why something one asked for was not done; what is still as it was is said after it. */
export const trouble = {
  outOfReach: 'The room is out of reach for now.',
  noAnswer: 'The room did not answer.',
  onPhone: 'This phone could not do that just now.',
};
