import { signalOf, type Signal } from '@wandcast/gesture';
import { bytesToWords } from '@wandcast/protocol';

/** The columns of a cast that contain its samples. */
export interface StoredSamples {
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

/** The signal of a stored cast. */
export function storedSignal({ channels, count, samples }: StoredSamples): Signal {
  return signalOf({ channels, count, words: bytesToWords(samples) });
}
