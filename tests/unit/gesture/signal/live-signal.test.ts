import { LiveSignal, prepare, qualityOf, seeded, signalOf, type Random } from '@wandcast/gesture';
import { FailureError, channelBits, packSamples, type PackedSamples, type Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

const triple = (size: number, random: Random): [number, number, number] => [
  size * (random() - 0.5),
  size * (random() - 0.5),
  size * (random() - 0.5),
];

function samplesOf(count: number, random: Random): Sample[] {
  let t = 20_000; // past 16.4 s the 16-bit ticks are negative
  return Array.from({ length: count }, () => {
    t += 0.5 + Math.floor(20 * random()) / 2;
    return { t, linear: triple(40, random), gravity: triple(60, random), rotation: triple(900, random) };
  });
}

function inBatches(samples: readonly Sample[], channels: number, random: Random): PackedSamples[] {
  const batches: PackedSamples[] = [];
  for (let at = 0; at < samples.length;) {
    const length = 1 + Math.floor(12 * random());
    batches.push(packSamples(samples.slice(at, at + length), channels));
    at += length;
  }
  return batches;
}

describe('a live signal', () => {
  const masks = Object.entries({
    'linear alone': channelBits.linear,
    'gravity alone': channelBits.gravity,
    'linear and rotation': channelBits.linear | channelBits.rotation,
    everything: channelBits.linear | channelBits.gravity | channelBits.rotation,
  });

  test.each(masks)('with %s equals the whole cast after every batch', (_, channels) => {
    const random = seeded(channels);
    const samples = samplesOf(700, random); // exceeds the initial capacity twice
    const live = new LiveSignal();
    let read = 0;
    for (const batch of inBatches(samples, channels, random)) {
      live.append(batch);
      read += batch.count;
      const whole = signalOf(packSamples(samples.slice(0, read), channels));
      expect(live.count).toBe(read);
      expect(live.signal()).toEqual(whole);
      if (read % 7 === 0) expect(prepare(live.signal())).toEqual(prepare(whole));
      const { rateHz, maxGapMs, durationMs, peak } = qualityOf(whole);
      expect([live.rateHz, live.maxGapMs, live.durationMs, live.peak]).toEqual([rateHz, maxGapMs, durationMs, peak]);
    }
    expect(read).toBe(700);
  });

  test('is empty before its first batch', () => {
    const live = new LiveSignal();
    expect(live.signal().t).toHaveLength(0);
    expect([live.count, live.durationMs, live.rateHz, live.maxGapMs, live.peak]).toEqual([0, 0, 0, 0, 0]);
  });

  test('returns views that do not change while more samples arrive', () => {
    const samples = samplesOf(40, seeded(1));
    const live = new LiveSignal();
    live.append(packSamples(samples.slice(0, 20), 1));
    const early = live.signal();
    const copy = early.linear?.x.slice();
    live.append(packSamples(samples.slice(20), 1));
    expect(early.linear?.x).toEqual(copy);
    expect(live.signal().linear?.x.buffer).toBe(early.linear?.x.buffer);
  });

  test('rejects a batch with other channels', () => {
    const live = new LiveSignal();
    live.append(packSamples(samplesOf(3, seeded(2)), 1));
    expect(() => {
      live.append(packSamples(samplesOf(3, seeded(2)), 2));
    }).toThrow(FailureError);
    expect(live.count).toBe(3);
  });
});
