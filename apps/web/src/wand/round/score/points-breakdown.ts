import type { RoundKind } from '@wandcast/protocol';
import { texts } from '../../texts/room-texts';
import type { OwnPoints } from './own-points';

/** Points for one criterion. */
export interface PointsPart {
  readonly name: string;
  readonly points: number;
}

/** The criteria that gave points. Empty for free rounds, whose points come from many casts. */
export function pointsBreakdown({ gained, cast }: OwnPoints, kind: RoundKind): readonly PointsPart[] {
  if (kind === 'free') return [];
  const parts = [
    { name: texts().roundPlay.forAccuracy, points: cast.confidence },
    { name: texts().roundPlay.forSpeed, points: cast.speed },
    { name: texts().roundPlay.forStreak, points: cast.streak },
    { name: texts().roundPlay.forDuel, points: kind === 'duel' ? gained - cast.total : 0 },
  ];
  return parts.filter(({ points }) => points > 0);
}
