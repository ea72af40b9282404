import type { Orientation, Hand, Turn } from '@wandcast/protocol';

/** What is known of how a phone was held: files may know a part of it. */
export type StoredOrientation = { readonly [P in keyof Orientation]: Orientation[P] | null };

/** The columns of a cast that say it. */
export interface OrientationColumns {
  readonly flipped: boolean | null;
  readonly turned: number | null;
  readonly hand: string | null;
}
export const orientationColumns = { flipped: true, turned: true, hand: true } as const;

/** The orientation of a stored cast, upright in the right hand if it says a part of it; null if it says nothing. */
export function orientationOf({ flipped, turned, hand }: OrientationColumns): Orientation | null {
  if (flipped === null && turned === null && hand === null) return null;
  return { flipped, turned: (turned ?? 0) as Turn, hand: (hand ?? 'right') as Hand };
}
