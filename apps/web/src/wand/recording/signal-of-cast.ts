import { signalOf, type Signal } from '@wandcast/gesture';
import { bytesToWords, type PackedSamples } from '@wandcast/protocol';

/** The samples of a cast as stored and sent. */
export type StoredSamples = Omit<PackedSamples, 'words'> & { readonly samples: Uint8Array };

export function signalOfCast({ channels, count, samples }: StoredSamples): Signal {
  return signalOf({ channels, count, words: bytesToWords(samples) });
}
