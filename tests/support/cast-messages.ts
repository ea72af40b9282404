import {
  channelsOf,
  checksum,
  encodeBatch,
  packSamples,
  wordsPerSample,
  wordsToBytes,
  type PackedSamples,
  type Sample,
} from '@wandcast/protocol';
import { v7 } from 'uuid';

/** `count` samples of a hand moving in a circle, 60 Hz. */
export function circle(count = 90): Sample[] {
  return Array.from({ length: count }, (_, i) => ({
    t: i * 16,
    linear: [6 * Math.cos(i / 8), 6 * Math.sin(i / 8), 0.5] as const,
  }));
}

/** The messages of one cast as a wand sends them. @param change replaces fields of the header */
export function castMessages(samples: readonly Sample[] = circle(), change: object = {}) {
  const channels = samples[0] === undefined ? 1 : channelsOf(samples[0]);
  const packed: PackedSamples = packSamples(samples, channels);
  const width = wordsPerSample(channels);
  const castId = v7();
  const head = {
    castId,
    intent: 'cast',
    spell: null,
    source: 'simulated',
    channels,
    startedAt: 1_700_000_000_000,
    ...change,
  };
  const sum = checksum(packed.words);
  const half = Math.ceil(packed.count / 2) * width;
  const batch = (sequence: number, words: Int16Array, stream = 0) =>
    encodeBatch({ stream, sequence, channels, count: words.length / width, words });
  return {
    castId,
    packed,
    start: { ...head, stream: 0 },
    batches: [batch(0, packed.words.slice(0, half)), batch(1, packed.words.slice(half))],
    end: { castId, count: packed.count, checksum: sum },
    replay: { ...head, count: packed.count, checksum: sum, samples: wordsToBytes(packed.words) },
  };
}
