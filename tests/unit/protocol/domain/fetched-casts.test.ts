import {
  packFetchedCasts,
  unpackFetchedCasts,
  wordsPerSample,
  type CastId,
  type FetchedCast,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

function fetchedCast(castId: string, channels: number, count: number): FetchedCast {
  const samples = Uint8Array.from({ length: 2 * wordsPerSample(channels) * count }, (_, i) => (i + channels) % 251);
  return { castId: castId as CastId, channels, count, samples };
}

describe('[D1] fetched casts', () => {
  const casts = [fetchedCast('a', 1, 5), fetchedCast('b', 7, 3), fetchedCast('c', 2, 1)];

  test('have one attachment, and are the same after unpacking', () => {
    const packed = packFetchedCasts(casts);
    expect(packed.samples.byteLength).toBe(casts.reduce((sum, { samples }) => sum + samples.byteLength, 0));
    expect(unpackFetchedCasts(packed)).toEqual(casts);
  });

  test('can be unpacked from an ArrayBuffer, as browsers receive it', () => {
    const { samples, ...packed } = packFetchedCasts(casts);
    const received = { ...packed, samples: Uint8Array.from(samples).buffer as unknown as Uint8Array };
    expect(unpackFetchedCasts(received)).toEqual(casts);
  });

  test('may be none', () => {
    expect(unpackFetchedCasts(packFetchedCasts([]))).toEqual([]);
  });
});
