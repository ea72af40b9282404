const spoken = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

function ordinal(rank: number): string {
  const tens = rank % 100;
  const end = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${end}`;
}

/** How someone stands among the others. */
export const rank = {
  /** "7th", for the eye. */
  ordinal,
  /** "seventh", for the ear. */
  spokenOrdinal: (rank: number): string => spoken[rank - 1] ?? ordinal(rank),
  up: (places: number) => `up ${places} ${places === 1 ? 'place' : 'places'}`,
  down: (places: number) => `down ${places} ${places === 1 ? 'place' : 'places'}`,
  streak: (rounds: number) => `${rounds} in a row`,
  plus: (points: number) => `plus ${points}`,
};
