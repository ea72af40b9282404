import { wordsPerSample, type ChannelMask } from '../wire/sample-codec.js';
import type { CastId } from './entities.js';

/** A stored cast with its samples. */
export interface FetchedCast {
  readonly castId: CastId;
  readonly channels: ChannelMask;
  readonly count: number;
  /** Packed samples as little-endian 16-bit words. */
  readonly samples: Uint8Array;
}

/** Stored casts with their samples, for the participant who cast them. */
export interface FetchedCasts {
  readonly casts: readonly Omit<FetchedCast, 'samples'>[];
  /** Packed samples of all casts, one cast after another, as little-endian 16-bit words (B2). */
  readonly samples: Uint8Array;
}

/** Joins the samples into one attachment, because Socket.IO clients disconnect if a message has more than ten. */
export function packFetchedCasts(fetched: readonly FetchedCast[]): FetchedCasts {
  const samples = new Uint8Array(fetched.reduce((sum, cast) => sum + cast.samples.byteLength, 0));
  let at = 0;
  for (const cast of fetched) {
    samples.set(cast.samples, at);
    at += cast.samples.byteLength;
  }
  return { casts: fetched.map(({ castId, channels, count }) => ({ castId, channels, count })), samples };
}

/** Splits the samples again. They are views of the attachment, not copies. */
export function unpackFetchedCasts({ casts, samples }: FetchedCasts): FetchedCast[] {
  const all = new Uint8Array(samples); // browsers receive an ArrayBuffer
  let at = 0;
  return casts.map((cast) => {
    const from = at;
    at += 2 * wordsPerSample(cast.channels) * cast.count;
    return { ...cast, samples: all.subarray(from, at) };
  });
}
