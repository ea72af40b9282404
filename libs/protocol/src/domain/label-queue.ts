import type { CastPicture } from './casts.js';
import type { QueueSlice, SpellId } from './entities.js';

/** A cast that waits for a label. */
export interface QueuedCast {
  readonly picture: CastPicture;
  readonly slice: QueueSlice;
  /** What speaks against it, where nothing is learnt from it until somebody has looked. */
  readonly quarantine: Quarantine | null;
  /** The best guess of the model that is awake, whatever its threshold says; null where it has not looked yet. */
  readonly guess: QueueGuess | null;
  /** As shape.ts has it; null where it is not known yet. */
  readonly shape: readonly number[] | null;
}

export interface QueueGuess {
  readonly spell: SpellId | null;
  readonly confidence: number;
  /** The next best, where it is known which, and its probability. */
  readonly next: SpellId | null;
  readonly runnerUp: number;
}

/** A cast of which somebody said what it is, and how much it has in common with another, 0..1. */
export interface SimilarCast {
  readonly picture: CastPicture;
  readonly alike: number;
  readonly shape: readonly number[];
}

/** `still`: the hand did not move. `short`: too short for a gesture. `unlike`: taught as one spell, surely another. `nothing`: surely none. */
export type Quarantine = 'still' | 'short' | 'unlike' | 'nothing';

/** How far the labeling is. */
export interface QueueState {
  /** Casts that wait, by why. */
  readonly waiting: Readonly<Record<Exclude<QueueSlice, 'random'>, number>>;
  /** Casts with a label that stands, of all casts. */
  readonly labeled: number;
  readonly casts: number;
  /** Casts that the model which is awake has looked at. */
  readonly looked: number;
  /** Labels of the last ten minutes: one's own, and everyone's. */
  readonly mine: number;
  readonly everyones: number;
  readonly agreement: Agreement;
}

/** How far those agree who labeled the same casts. */
export interface Agreement {
  /** Casts that two or more members labeled. */
  readonly casts: number;
  /** Of them, those all said the same of. */
  readonly agreed: number;
  /** Krippendorff's alpha: 1 is always, 0 is as by chance; null where nothing can be said. */
  readonly alpha: number | null;
}
