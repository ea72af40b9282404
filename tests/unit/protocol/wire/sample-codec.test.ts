import {
  CHECKSUM_START,
  FailureError,
  MAX_BATCH_SAMPLES,
  TICK_MS,
  channelBits,
  channelOrder,
  channelsOf,
  checkTimes,
  checksum,
  decodeBatch,
  encodeBatch,
  isChannelMask,
  packSamples,
  stepOf,
  wordsPerSample,
  type FailureCode,
  type PackedSamples,
  type Sample,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

const sample = (t: number): Sample => ({
  t,
  linear: [1.23, -4.56, 0],
  gravity: [1.23, 5.25, -9.81],
  rotation: [90.5, -180.2, 0.1],
});

function codeOf(run: () => unknown): FailureCode | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof FailureError ? error.code : undefined;
  }
}

/** The inverse of `packSamples` up to rounding: values in physical units. */
function unpackSamples({ channels, count, words }: PackedSamples): Sample[] {
  const samples: Sample[] = [];
  let at = 0;
  const axes = (step: number): [number, number, number] => [
    (words[at++] ?? 0) * step,
    (words[at++] ?? 0) * step,
    (words[at++] ?? 0) * step,
  ];
  for (let i = 0; i < count; i++) {
    const unpacked: { -readonly [K in keyof Sample]: Sample[K] } = { t: ((words[at++] ?? 0) & 0xffff) * TICK_MS };
    for (const channel of channelOrder)
      if ((channels & channelBits[channel]) !== 0) unpacked[channel] = axes(stepOf[channel]);
    samples.push(unpacked);
  }
  return samples;
}

describe('packed samples', () => {
  test('[B2] unpack to the same values, to 0.01 m/s² and half a millisecond', () => {
    const samples = [sample(0), sample(10.5), sample(29_999.5)];
    expect(unpackSamples(packSamples(samples, 7))).toEqual(
      samples.map(({ t, linear, gravity, rotation }) => ({
        t,
        linear: linear?.map((value) => expect.closeTo(value, 5) as number),
        gravity: gravity?.map((value) => expect.closeTo(value, 5) as number),
        rotation: rotation?.map((value) => expect.closeTo(value, 5) as number),
      })),
    );
  });

  test('[B2] clamp a reading beyond the range instead of overflowing', () => {
    const packed = packSamples([{ t: 0, linear: [1e6, -1e6, 0] }], 1);
    expect([...packed.words]).toEqual([0, 32_767, -32_768, 0]);
  });

  test('[B3] have a channel mask that includes an acceleration', () => {
    expect(channelsOf(sample(0))).toBe(7);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 1.5, -1].filter(isChannelMask)).toEqual([1, 2, 3, 5, 6, 7]);
    expect([1, 3, 7].map(wordsPerSample)).toEqual([4, 7, 10]);
  });

  test.each<[string, FailureCode, Sample]>([
    ['a reading that is not a number', 'samples-not-finite', { t: 0, linear: [NaN, 0, 0] }],
    ['a time that is not a number', 'samples-not-finite', { t: NaN, linear: [0, 0, 0] }],
    ['a time past 30 s', 'cast-too-long', { t: 30_001, linear: [0, 0, 0] }],
    ['a time before the start', 'cast-too-long', { t: -1, linear: [0, 0, 0] }],
    ['a missing channel', 'batch-malformed', { t: 0, gravity: [0, 0, 0] }],
  ])('reject %s with %s', (_what, code, bad) => {
    expect(codeOf(() => packSamples([bad], 1))).toBe(code);
  });
});

describe('a batch', () => {
  const batch = { stream: 258, sequence: 513, ...packSamples([sample(0), sample(16)], 7) };

  test('[B1] decodes to the same batch', () => {
    expect(decodeBatch(encodeBatch(batch))).toEqual(batch);
  });

  test('[B1] decodes at any offset in a larger buffer', () => {
    const bytes = encodeBatch(batch);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3); // an Int16Array cannot start at an odd offset
    expect(decodeBatch(shifted.subarray(3))).toEqual(batch);
  });

  test('[B4] is rejected with half a sample, no sample or too many', () => {
    const bytes = encodeBatch(batch);
    expect(codeOf(() => decodeBatch(bytes.subarray(0, bytes.length - 1)))).toBe('batch-malformed');
    expect(codeOf(() => decodeBatch(bytes.subarray(0, 6)))).toBe('batch-malformed');
    expect(codeOf(() => decodeBatch(bytes.subarray(0, 3)))).toBe('batch-malformed');
    const many = packSamples(
      Array.from({ length: MAX_BATCH_SAMPLES + 1 }, (_, i) => sample(i)),
      7,
    );
    expect(codeOf(() => decodeBatch(encodeBatch({ ...many, stream: 0, sequence: 0 })))).toBe('batch-oversized');
  });

  test('[B1] is rejected with an unknown format or an invalid mask', () => {
    for (const [at, value] of [
      [0, 9],
      [1, 0],
      [1, 4],
      [1, 255],
    ] as const) {
      const bytes = encodeBatch(batch);
      bytes[at] = value;
      expect(codeOf(() => decodeBatch(bytes))).toBe('batch-malformed');
    }
  });

  test('of random bytes decodes or throws a FailureError', () => {
    let seed = 1;
    for (let i = 0; i < 2_000; i++) {
      const bytes = Uint8Array.from({ length: i % 80 }, () => (seed = (seed * 48_271) % 2_147_483_647) & 255);
      try {
        expect(decodeBatch(bytes).count).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FailureError);
      }
    }
  });
});

describe('sample times', () => {
  const at = (...times: number[]) =>
    packSamples(
      times.map((t) => ({ t, linear: [0, 0, 0] })),
      1,
    );

  test('[B6] may repeat but never decrease, also across batches', () => {
    expect(checkTimes(at(0, 5, 5, 10), -1)).toBe(20);
    expect(codeOf(() => checkTimes(at(0, 10, 5), -1))).toBe('time-backwards');
    expect(codeOf(() => checkTimes(at(5), 20))).toBe('time-backwards');
  });

  test('[B6] after 16.4 s are in order although their words are negative', () => {
    expect(checkTimes(at(16_000, 17_000, 29_000), -1)).toBe(58_000);
  });

  test('[B6] are rejected after 30 s', () => {
    const late = { channels: 1, count: 1, words: new Int16Array([65_535, 0, 0, 0]) };
    expect(codeOf(() => checkTimes(late, -1))).toBe('cast-too-long');
  });
});

describe('the checksum', () => {
  const words = packSamples([sample(0), sample(16), sample(32)], 7).words;

  test('[C3] is the same over all words at once and in parts', () => {
    const inParts = checksum(words.subarray(13), checksum(words.subarray(0, 13)));
    expect(inParts).toBe(checksum(words));
    expect(checksum(new Int16Array())).toBe(CHECKSUM_START >>> 0);
  });

  test('[C3] changes if any single word changes', () => {
    for (let i = 0; i < words.length; i++) {
      const changed = words.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(checksum(changed)).not.toBe(checksum(words));
    }
  });
});
