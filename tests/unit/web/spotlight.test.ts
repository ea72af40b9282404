import type { CastId, SpellId, StageResult } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { HOLD_MS, advance, dark } from '../../../apps/web/src/stage/spotlight';

const result = (slot: number, sure: number, spell: string | null = 'tide'): StageResult => ({
  slot,
  castId: `cast-${slot}-${sure}` as CastId,
  intent: 'cast',
  spell: spell as SpellId | null,
  percents: [sure, 100 - sure],
  seal: [],
});

describe('the spotlight', () => {
  test('the first cast is shown at once, the surest of a frame first', () => {
    expect(advance(dark, [result(1, 70), result(2, 95)], 0).current?.result.slot).toBe(2);
  });

  test('it holds long enough to be read, then moves on to who waits', () => {
    const first = advance(dark, [result(1, 90)], 0);
    const held = advance(first, [result(2, 99)], HOLD_MS - 1);
    expect(held.current?.result.slot).toBe(1);
    expect(advance(held, [], HOLD_MS).current?.result.slot).toBe(2);
  });

  test('people who were not shown yet come before surer casts of those who were', () => {
    const first = advance(dark, [result(1, 90)], 0);
    expect(advance(first, [result(1, 99), result(2, 65)], HOLD_MS).current?.result.slot).toBe(2);
  });

  test('a fizzle is never shown large', () => {
    expect(advance(dark, [result(1, 99, null)], 0).current).toBeNull();
  });

  test('old news is dropped, and without news the last cast stays', () => {
    const first = advance(dark, [result(1, 90), result(2, 80)], 0);
    const later = advance(first, [], 20_000);
    expect(later.waiting).toEqual([]);
    expect(later.current?.result.slot).toBe(1);
  });
});
