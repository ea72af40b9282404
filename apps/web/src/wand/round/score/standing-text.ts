import type { OwnStanding } from '@wandcast/protocol';
import { texts } from '../../texts/room-texts';

/** "7th", as shown. */
export function ordinal(rank: number): string {
  return texts().rank.ordinal(rank);
}

/** "seventh", as spoken. */
export function spokenOrdinal(rank: number): string {
  return texts().rank.spokenOrdinal(rank);
}

/** The rank change: "up 2 places"; empty for newcomers or an unchanged rank. */
export function rankChangeText(moved: number | null): string {
  if (moved === null || moved === 0) return '';
  const { up, down } = texts().rank;
  return moved > 0 ? up(moved) : down(-moved);
}

/** "2 in a row"; empty for fewer than two rounds. */
export function streakText(streak: number): string {
  return streak < 2 ? '' : texts().rank.streak(streak);
}

/** The points of a cast and the rank, for screen readers: "plus 30, seventh". */
export function spokenPoints(points: number, { rank }: Pick<OwnStanding, 'rank'>): string {
  const earned = texts().rank.plus(points);
  return rank === null ? earned : `${earned}, ${spokenOrdinal(rank)}`;
}
