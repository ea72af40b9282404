import { packSignals, castPrefix, unpackSignals } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';
import { wandering } from '../fixtures/random-signals.js';

describe('packed signals', () => {
  test('unpack unchanged, with any channels', () => {
    const [a, b] = [wandering(1, 50), wandering(2, 3)];
    const signals = [a, { ...b, rotation: a.linear && { x: b.t, y: b.t, z: b.t } }, { t: b.t, gravity: b.linear }];
    expect(unpackSignals(packSignals(signals as never))).toEqual(signals);
  });

  test('contain only their own samples, not the underlying buffer', () => {
    const start = castPrefix(wandering(1, 1000), 0.1);
    expect(packSignals([start]).values.byteLength).toBe(start.t.length * 4 * 4);
  });

  test('can be an empty list or empty signals', () => {
    expect(unpackSignals(packSignals([]))).toEqual([]);
    expect(unpackSignals(packSignals([{ t: new Float32Array(0) }]))).toEqual([{ t: new Float32Array(0) }]);
  });
});

describe('castPrefix', () => {
  test('returns the samples up to a share of the duration', () => {
    const whole = wandering(1, 101);
    expect(castPrefix(whole, 0.25).t).toHaveLength(26);
    expect(castPrefix(whole, 0.25).linear?.y).toEqual(whole.linear?.y.slice(0, 26));
    expect(castPrefix(whole, 1)).toEqual(whole);
  });

  test('returns at least one sample', () => {
    expect(castPrefix(wandering(1), 0).t).toHaveLength(1);
  });
});
