import { describe, expect, test } from 'vitest';
import { countdownAt } from '../../../../../apps/web/src/wand/teach/recording-countdown';

describe('the countdown', () => {
  test('shows three, two, one for a second each, then ends', () => {
    expect(countdownAt(0)).toEqual({ kind: 'counting', count: 3, nextInMs: 1_000 });
    expect(countdownAt(1_000)).toEqual({ kind: 'counting', count: 2, nextInMs: 1_000 });
    expect(countdownAt(2_999)).toEqual({ kind: 'counting', count: 1, nextInMs: 1 });
    expect(countdownAt(3_000)).toEqual({ kind: 'go' });
  });

  test('shortens a count after a late timer', () => {
    expect(countdownAt(1_040)).toEqual({ kind: 'counting', count: 2, nextInMs: 960 });
  });

  test('waits for the rest after an early timer', () => {
    expect(countdownAt(999.5)).toEqual({ kind: 'counting', count: 3, nextInMs: 0.5 });
  });
});
