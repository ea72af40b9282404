import { signalOf } from '@wandcast/gesture';
import { FailureError, packSamples, type Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { cutSignal } from '../../../../apps/api/src/curation/cuts/cut-signal.js';

/** 101 samples, one each 20 ms. The reading of each is its number. */
const samples = Array.from({ length: 101 }, (_, i): Sample => ({ t: 20 * i, linear: [i, 0, -i], rotation: [i, 1, 2] }));
const whole = packSamples(samples, 5);
const failureOf = (fromMs: number, untilMs: number): string => {
  try {
    cutSignal(whole, { fromMs, untilMs });
    return 'cut';
  } catch (error) {
    return (error as FailureError).code;
  }
};

describe('cutSignal', () => {
  test('keeps the readings between both times, and starts at 0', () => {
    const { packed, offsetMs } = cutSignal(whole, { fromMs: 390, untilMs: 1200 });
    const { t, linear, rotation } = signalOf(packed);
    expect(offsetMs).toBe(400);
    expect([packed.count, packed.channels, t[0], t.at(-1)]).toEqual([41, 5, 0, 800]);
    expect([linear?.x[0], linear?.z.at(-1), rotation?.x[0]]).toEqual([20, expect.closeTo(-60), expect.closeTo(20)]);
  });
  test('leaves the whole recording as it was', () => {
    const before = whole.words.slice();
    cutSignal(whole, { fromMs: 500, untilMs: 1500 });
    expect(whole.words).toEqual(before);
  });
  test('cuts times beyond 16.4 s, whose ticks need the sign bit', () => {
    const long = packSamples(
      samples.map((one) => ({ ...one, t: 200 * (one.t / 20) })),
      5,
    );
    const { packed, offsetMs } = cutSignal(long, { fromMs: 17_000, untilMs: 19_000 });
    expect([offsetMs, signalOf(packed).t.at(-1)]).toEqual([17_000, 2_000]);
  });
  test('refuses parts that no recognizer can use, and parts that are the whole', () => {
    expect(failureOf(0, 399)).toBe('part-too-short');
    expect(failureOf(1_700, 5_000)).toBe('part-too-short'); // the recording ends at 2,000 ms
    expect(failureOf(1_500, 500)).toBe('part-too-short');
    expect(failureOf(0, 400)).toBe('cut');
    expect(failureOf(0, 399.5)).toBe('cut'); // the first part of a split at 400 ms
    expect(failureOf(1_600, 2_000)).toBe('cut');
    expect(failureOf(0, 2_000)).toBe('part-is-whole');
    expect(failureOf(1, 2_000)).toBe('cut');
  });
  test('refuses a part with too few samples, however long', () => {
    const sparse = packSamples(
      samples.filter((_, i) => i % 50 === 0 || i < 2),
      5,
    );
    expect(() => cutSignal(sparse, { fromMs: 100, untilMs: 2_000 })).toThrow('part-too-short');
  });
});
