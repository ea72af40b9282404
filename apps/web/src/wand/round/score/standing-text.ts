import type { OwnStanding } from '@wandcast/protocol';
import { texts } from '../../texts/room-texts';

/** "7th", for the eye. */
export function ordinal(rank: number): string {
  return texts().rank.ordinal(rank);
}

/** "seventh", for the ear. */
export function spokenOrdinal(rank: number): string {
  return texts().rank.spokenOrdinal(rank);
}

/** How someone's place moved: "up 2 places"; empty where they are new, or stayed. */
export function movedWords(moved: number | null): string {
  if (moved === null || moved === 0) return '';
  const { up, down } = texts().rank;
  return moved > 0 ? up(moved) : down(-moved);
}

/** Rounds in a row; empty for one, which is no row. */
export function streakWords(streak: number): string {
  return streak < 2 ? '' : texts().rank.streak(streak);
}

/** What a cast earned, for who cannot see it: "plus 30, seventh". */
export function spokenPoints(points: number, { rank }: Pick<OwnStanding, 'rank'>): string {
  const earned = texts().rank.plus(points);
  return rank === null ? earned : `${earned}, ${spokenOrdinal(rank)}`;
}
