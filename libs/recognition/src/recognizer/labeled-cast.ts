import type { Signal } from '@wandcast/gesture';

/** A cast to train or evaluate on. */
export interface LabeledCast {
  readonly signal: Signal;
  /** The spell. */
  readonly label: string;
  /** Who cast it: evaluation holds out people, not casts. */
  readonly user: string;
}
