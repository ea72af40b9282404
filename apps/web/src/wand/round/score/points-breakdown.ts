import type { RoundKind } from '@wandcast/protocol';
import { texts } from '../../texts/room-texts';
import type { OwnPoints } from './own-points';

/** One thing that points were given for. */
export interface PointsPart {
  readonly name: string;
  readonly points: number;
}

/** What points of a round are made of, as far as it was worth something. A free round's are of many casts: none. */
export function pointsParts({ gained, cast }: OwnPoints, kind: RoundKind): readonly PointsPart[] {
  if (kind === 'free') return [];
  const parts = [
    { name: texts().roundPlay.forAccuracy, points: cast.confidence },
    { name: texts().roundPlay.forSpeed, points: cast.speed },
    { name: texts().roundPlay.forStreak, points: cast.streak },
    { name: texts().roundPlay.forDuel, points: kind === 'duel' ? gained - cast.total : 0 },
  ];
  return parts.filter(({ points }) => points > 0);
}
