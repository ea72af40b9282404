import type { CastId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { Take } from '../../../../../apps/web/src/wand/recording/cast-take';

/** A take of `count` samples at 60 Hz with an acceleration of `strength` m/s^2. */
function takeOf(count: number, strength: number): Take {
  const nothing = (): void => undefined;
  const take = new Take({ castId: 'cast-1' as CastId, add: () => true, finish: nothing, cancel: nothing });
  for (let i = 0; i < count; i++) take.add({ t: (1_000 * i) / 60, linear: [strength, 0, 0] });
  return take;
}

describe('a take', () => {
  test('is still if nothing moved', () => {
    expect(takeOf(60, 0.3).still).toBe(true);
  });

  test('is not still for the weakest recorded gesture', () => {
    expect(takeOf(60, 1.2).still).toBe(false);
  });

  test('is not still if it is too short', () => {
    expect(takeOf(2, 0).still).toBe(false);
  });
});
