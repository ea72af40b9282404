import type { CastId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { Take } from '../../../../../apps/web/src/wand/recording/cast-take';

/** A take of `count` samples, 60 a second, that move by `strength` m/s^2. */
function takeOf(count: number, strength: number): Take {
  const nothing = (): void => undefined;
  const take = new Take({ castId: 'cast-1' as CastId, add: () => true, finish: nothing, cancel: nothing });
  for (let i = 0; i < count; i++) take.add({ t: (1_000 * i) / 60, linear: [strength, 0, 0] });
  return take;
}

describe('a take', () => {
  test('in which nothing moved is still', () => {
    expect(takeOf(60, 0.3).still).toBe(true);
  });

  test('of the weakest recorded gesture is not', () => {
    expect(takeOf(60, 1.2).still).toBe(false);
  });

  test('that is too short is too short, and not called still', () => {
    expect(takeOf(2, 0).still).toBe(false);
  });
});
