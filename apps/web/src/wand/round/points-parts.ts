import type { Points } from '@wandcast/protocol';

/** One thing that points were given for. */
export interface PointsPart {
  readonly name: string;
  readonly points: number;
}

/** What points are made of, as far as it was worth something; what is over and above the rest is a duel won. */
export function pointsParts({ total, sureness, speed, streak }: Points): readonly PointsPart[] {
  const parts = [
    { name: 'sureness', points: sureness },
    { name: 'speed', points: speed },
    { name: 'in a row', points: streak },
    { name: 'duel', points: total - sureness - speed - streak },
  ];
  return parts.filter(({ points }) => points > 0);
}
