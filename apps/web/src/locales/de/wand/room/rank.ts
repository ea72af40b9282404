import type { InsideWords } from '../../../../wand/messages/wand-messages';

const places = (count: number): string => (count === 1 ? '1 Platz' : `${count} Plätze`);

export const rank: InsideWords['rank'] = {
  ordinal: (rank) => `${rank}.`,
  spokenOrdinal: (rank) => `Platz ${rank}`,
  up: (count) => `${places(count)} rauf`,
  down: (count) => `${places(count)} runter`,
  streak: (rounds) => `${rounds} in Folge`,
  plus: (points) => `plus ${points}`,
};
