import type { Orientation, Hand, Turn } from '@wandcast/protocol';

/** The columns of a cast for its orientation. */
interface OrientationColumns {
  readonly flipped: boolean | null;
  readonly turned: number | null;
  readonly hand: string | null;
}
export const orientationColumns = { flipped: true, turned: true, hand: true } as const;

/** Orientation of a stored cast, with defaults (upright, right hand) for missing fields; null if all are missing. */
export function orientationOf({ flipped, turned, hand }: OrientationColumns): Orientation | null {
  if (flipped === null && turned === null && hand === null) return null;
  return { flipped, turned: (turned ?? 0) as Turn, hand: (hand ?? 'right') as Hand };
}
