import type { Grip, Hand, Turn } from '@wandcast/protocol';

/** What is known of how a phone was held: files may know a part of it. */
export type KeptGrip = { readonly [P in keyof Grip]: Grip[P] | null };

/** The columns of a cast that say it. */
export interface GripColumns {
  readonly flipped: boolean | null;
  readonly turned: number | null;
  readonly hand: string | null;
}
export const gripColumns = { flipped: true, turned: true, hand: true } as const;

/** The grip of a stored cast, upright in the right hand where it says a part of it; null where it says nothing. */
export function gripOf({ flipped, turned, hand }: GripColumns): Grip | null {
  if (flipped === null && turned === null && hand === null) return null;
  return { flipped, turned: (turned ?? 0) as Turn, hand: (hand ?? 'right') as Hand };
}
