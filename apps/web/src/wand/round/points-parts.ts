import type { RoundKind } from '@wandcast/protocol';
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
    { name: 'for sureness', points: cast.sureness },
    { name: 'for speed', points: cast.speed },
    { name: 'for rounds in a row', points: cast.streak },
    { name: 'for the duel', points: kind === 'duel' ? gained - cast.total : 0 },
  ];
  return parts.filter(({ points }) => points > 0);
}
