import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MapTimer } from '../../../../../apps/api/src/curation/map/map-timer.js';

describe('the map of casts is updated', () => {
  const update = vi.fn();
  let timer: MapTimer;
  beforeEach(() => {
    vi.useFakeTimers();
    update.mockClear();
    timer = new MapTimer(update);
  });
  afterEach(() => {
    timer.stop();
    vi.useRealTimers();
  });

  test('when a room is quiet, not while casts arrive, if nobody looks at it', () => {
    for (let second = 0; second < 60; second++) {
      timer.changed();
      vi.advanceTimersByTime(1_000);
    }
    expect(update).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20_000);
    expect(update).toHaveBeenCalledTimes(1);
  });

  test('soon, while casts arrive, if somebody looks at it', () => {
    timer.looked();
    for (let i = 0; i < 50; i++) {
      timer.changed();
      vi.advanceTimersByTime(100);
    }
    expect(update.mock.calls.length).toBeGreaterThan(5);
  });

  test('soon, when somebody looks at it while it waits for a quiet room', () => {
    timer.changed();
    timer.looked();
    vi.advanceTimersByTime(600);
    expect(update).toHaveBeenCalledTimes(1);
  });

  test('and a long update ends when casts arrive and nobody looks, to go on when the room is quiet again', () => {
    timer.changed();
    expect(timer.mustYield).toBe(true);
    vi.advanceTimersByTime(20_000);
    expect([update.mock.calls.length, timer.mustYield]).toEqual([1, false]);
    timer.changed();
    expect(timer.mustYield).toBe(true);
    vi.advanceTimersByTime(20_000);
    expect([update.mock.calls.length, timer.mustYield]).toEqual([2, false]);
  });

  test('and a long update goes on while casts arrive as long as somebody looks', () => {
    timer.looked();
    timer.changed();
    expect([timer.isLookedAt, timer.mustYield]).toEqual([true, false]);
    vi.advanceTimersByTime(61_000);
    timer.changed();
    expect([timer.isLookedAt, timer.mustYield]).toEqual([false, true]);
  });

  test('not after its room was closed', () => {
    timer.looked();
    timer.stop();
    vi.advanceTimersByTime(60_000);
    expect(update).not.toHaveBeenCalled();
  });
});
