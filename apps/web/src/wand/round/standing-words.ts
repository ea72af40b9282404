import type { OwnStanding } from '@wandcast/protocol';

const small = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

/** "7th", for the eye. */
export function ordinal(rank: number): string {
  const tens = rank % 100;
  const end = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${end}`;
}

/** "seventh", for the ear. */
export function spokenOrdinal(rank: number): string {
  return small[rank - 1] ?? ordinal(rank);
}

/** How someone's place moved: "up 2 places"; empty where they are new, or stayed. */
export function movedWords(moved: number | null): string {
  if (moved === null || moved === 0) return '';
  const places = Math.abs(moved);
  return `${moved > 0 ? 'up' : 'down'} ${places} ${places === 1 ? 'place' : 'places'}`;
}

/** Rounds in a row; empty for one, which is no row. */
export function streakWords(streak: number): string {
  return streak < 2 ? '' : `${streak} in a row`;
}

/** What a cast earned, for who cannot see it: "plus 30, seventh". */
export function spokenPoints(points: number, { rank }: Pick<OwnStanding, 'rank'>): string {
  return `plus ${points}${rank === null ? '' : `, ${spokenOrdinal(rank)}`}`;
}
