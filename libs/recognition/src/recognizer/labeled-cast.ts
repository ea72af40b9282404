import type { Signal } from '@wandcast/gesture';

/** A cast to learn from or to be judged by. */
export interface LabeledCast {
  readonly signal: Signal;
  /** The spell. */
  readonly label: string;
  /** Who cast it: people, not casts, are held out when accuracy is measured. */
  readonly user: string;
}
