import { describe, expect, test } from 'vitest';
import { idle, pressClick, pressDown, pressUp } from '../../../apps/web/src/wand/press';

describe('the ring', () => {
  test('held: casts while it is held', () => {
    const down = pressDown(idle, 0);
    expect(down.act).toBe('start');
    expect(pressUp(down.press, 1_500)).toEqual({ press: idle, act: 'end' });
  });

  test('tapped: starts, goes on after the finger left, and ends at the next tap', () => {
    const down = pressDown(idle, 0);
    const up = pressUp(down.press, 120);
    expect(up.act).toBe('nothing');
    const again = pressDown(up.press, 2_000);
    expect(again).toEqual({ press: idle, act: 'end' });
    expect(pressUp(again.press, 2_100).act).toBe('nothing');
  });

  test('clicked by assistive technology: once starts, once ends', () => {
    const first = pressClick(idle);
    expect(first.act).toBe('start');
    expect(pressClick(first.press)).toEqual({ press: idle, act: 'end' });
  });

  test('a second finger on a held ring changes nothing', () => {
    const { press } = pressDown(idle, 0);
    expect(pressDown(press, 50)).toEqual({ press, act: 'nothing' });
  });
});
