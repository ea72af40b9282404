import type { Signal } from '@wandcast/gesture';
import type { SharedModel } from './shared-models.js';

/** Recognizes stored casts in another process, if there is one. */
export interface StoredCastPredictor {
  /** @returns probabilities for each signal; undefined if there is none, or if it failed */
  predict(model: Pick<SharedModel, 'id' | 'artifact'>, signals: readonly Signal[]): Promise<number[][] | undefined>;
}
