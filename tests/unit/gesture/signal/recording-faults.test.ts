import { faultsOf, type Signal } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { recordings } from '../../../support/recordings.js';
import { recorded } from '../fixtures/synthetic-gestures.js';

/** Longest recording of a phone. */
const LIMIT_MS = 3_000;

describe('a recording', () => {
  test('of a complete movement has no faults, whether the clock ended it or not', () => {
    expect(faultsOf(recorded())).toEqual([]);
    expect(faultsOf(recorded({ durationMs: 1_600, restMs: 700 }), LIMIT_MS)).toEqual([]);
  });

  test('with almost no samples is empty, of a phone on a table still, and has no other fault', () => {
    expect(faultsOf({ t: Float32Array.of(0, 16, 32) })).toEqual(['empty']);
    expect(faultsOf(recorded({ gain: 0.05 }))).toEqual(['still']);
  });

  test('that moves only for a moment is short', () => {
    expect(faultsOf(recorded({ durationMs: 250, restMs: 1_000 }))).toEqual(['short']);
    expect(faultsOf(recorded({ durationMs: 600, restMs: 1_000 }))).toEqual([]);
  });

  test('that still moves when the clock ends it is cut; one that stops earlier is not', () => {
    const { t, linear } = recorded({ durationMs: 3_000, restMs: 500, gain: 1 });
    const end = t.findIndex((time) => time > LIMIT_MS - 10);
    const cut = (axis: Float32Array): Float32Array => axis.slice(0, end);
    if (linear === undefined) throw new Error('no linear acceleration');
    const signal = { t: cut(t), linear: { x: cut(linear.x), y: cut(linear.y), z: cut(linear.z) } };
    expect(faultsOf(signal, LIMIT_MS)).toEqual(['cut']);
    expect(faultsOf(signal)).toEqual([]);
  });

  test('of a saturated sensor is clipped, in any channel and on either side', () => {
    const { t, linear } = recorded({ gain: 3, rateHz: 60 });
    const saturated = (range: number): Signal => {
      const clip = (axis: Float32Array): Float32Array => axis.map((value) => Math.max(-range, Math.min(range, value)));
      if (linear === undefined) throw new Error('no linear acceleration');
      return { t, linear: { x: clip(linear.x), y: clip(linear.y), z: clip(linear.z) } };
    };
    expect(faultsOf(saturated(19.6))).toEqual(['clipped']);
    expect(faultsOf(saturated(39.2))).toEqual([]);
    const { linear: clipped } = saturated(19.6);
    expect(faultsOf({ t, ...(linear && { linear }), ...(clipped && { gravity: clipped }) })).toEqual(['clipped']);
  });

  test('of a slow phone is slow, listed after more severe faults', () => {
    expect(faultsOf(recorded({ rateHz: 20 }))).toEqual(['slow']);
    expect(faultsOf(recorded({ rateHz: 20, durationMs: 200, restMs: 1_000 }))).toEqual(['short', 'slow']);
  });

  test.each(recordings)('of $name has faults only if it shows no spell', ({ read, isReal }) => {
    const faulty = read().filter(({ signal }) => faultsOf(signal).length > 0);
    const expected = isReal ? ['u1-O-0', 'u6-V-67'] : ['u1-ember-0', 'u3-gale-1', 'u7-spark-4', 'u6-veil-3', 'u6-L-2'];
    expect(faulty.map(({ id }) => id)).toEqual(expected);
  });
});
