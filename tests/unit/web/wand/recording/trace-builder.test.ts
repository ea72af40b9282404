import { SEAL_BARS, SEAL_BAR_MS, barLength, type Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { TraceBuilder } from '../../../../../apps/web/src/wand/recording/trace-builder';

const linear = (t: number, strength: number): Sample => ({ t, linear: [0, strength, 0] });

describe('the trace of a cast', () => {
  test('has one bar per interval, with its strongest reading', () => {
    const trace = new TraceBuilder();
    trace.add(linear(0, 3));
    trace.add(linear(10, 9));
    trace.add(linear(SEAL_BAR_MS + 1, 6));
    expect(trace.view()).toMatchObject({ filled: 2, count: 3 });
    expect(trace.view().lengths.slice(0, 3)).toEqual([barLength(9), barLength(6), 0]);
  });

  test('fills the gaps of slow sensors', () => {
    const trace = new TraceBuilder();
    trace.add(linear(0, 5));
    trace.add(linear(3.5 * SEAL_BAR_MS, 10));
    expect(trace.view().lengths.slice(0, 4)).toEqual([5, 5, 5, 10].map(barLength));
  });

  test('is stretched to the full circle when finished', () => {
    const trace = new TraceBuilder();
    for (let t = 0; t <= 900; t += 16) trace.add(linear(t, 8));
    expect(trace.whole().filled).toBe(SEAL_BARS);
    expect(trace.whole().lengths).toEqual(new Array(SEAL_BARS).fill(barLength(8)));
    expect(trace.whole().durationMs).toBe(896);
  });

  test('shows no movement of a phone at rest, and a flick, without a gyroscope', () => {
    const trace = new TraceBuilder();
    for (let t = 0; t < 500; t += 16) trace.add({ t, gravity: [0, 6.9, 6.9] });
    expect(trace.peak).toBeLessThan(0.01);
    trace.add({ t: 500, gravity: [12, 6.9, 6.9] });
    expect(trace.peak).toBeGreaterThan(10);
  });

  test('ignores samples without acceleration', () => {
    const trace = new TraceBuilder();
    trace.add({ t: 0, rotation: [1, 2, 3] });
    expect(trace.view().count).toBe(0);
  });
});
