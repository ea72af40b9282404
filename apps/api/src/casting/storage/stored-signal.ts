import { signalOf, type Signal } from '@wandcast/gesture';
import { bytesToWords, type PackedSamples } from '@wandcast/protocol';

/** The columns of a cast that contain its samples. */
export interface StoredSamples {
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

/** The samples of a stored cast, unchanged. */
export function storedSamples({ channels, count, samples }: StoredSamples): PackedSamples {
  return { channels, count, words: bytesToWords(samples) };
}

/** The signal of a stored cast. */
export function storedSignal(cast: StoredSamples): Signal {
  return signalOf(storedSamples(cast));
}
