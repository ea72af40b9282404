import { describe, expect, test } from 'vitest';
import { CONFIRM_MS, nextTimeLeft, type TimeLeft } from '../../../../../apps/web/src/stage/training/time-left';

/** What the room sees while these estimates arrive, one every `everyMs`. */
function shown(estimates: readonly (number | null)[], everyMs = 1_000): (number | null)[] {
  let timeLeft: TimeLeft | undefined;
  return estimates.map((secondsLeft, i) => {
    timeLeft = nextTimeLeft(timeLeft, { id: 'a', secondsLeft }, i * everyMs);
    return timeLeft?.isShown === true ? timeLeft.seconds : null;
  });
}

describe('the time left of a training', () => {
  test('is not shown until it is known for a while', () => {
    expect(shown([null, null, 24, 23, 22])).toEqual([null, null, null, null, 25]);
    expect(CONFIRM_MS).toBe(1_500);
  });

  test('ignores estimates that jump at first, vanish, or grow', () => {
    expect(shown([3, null, 24, 23, null, 40, 18, null])).toEqual([null, null, 5, 5, 5, 5, 5, 5]);
    expect(shown([3, 24, 23, null, 40, 18, null])).toEqual([null, null, 25, 25, 25, 20, 20]);
  });

  test('only falls, in steps that nobody reads as exact', () => {
    const seconds = shown(Array.from({ length: 100 }, (_, i) => 150 - 1.5 * i)).filter((one) => one !== null);
    expect(seconds).toEqual([...seconds].sort((a, b) => b - a));
    expect(seconds.every((one) => one % (one > 60 ? 10 : 5) === 0)).toBe(true);
    expect(seconds.at(-1)).toBe(5);
  });

  test('starts over with the next training', () => {
    const first = nextTimeLeft(
      nextTimeLeft(undefined, { id: 'a', secondsLeft: 9 }, 0),
      { id: 'a', secondsLeft: 9 },
      2_000,
    );
    expect(first?.isShown).toBe(true);
    expect(nextTimeLeft(first, { id: 'b', secondsLeft: null }, 3_000)).toBeUndefined();
    expect(nextTimeLeft(first, { id: 'b', secondsLeft: 60 }, 3_000)).toMatchObject({ seconds: 60, isShown: false });
  });
});
