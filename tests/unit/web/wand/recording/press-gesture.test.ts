import { describe, expect, test } from 'vitest';
import {
  idle,
  pressClick,
  pressDown,
  pressOver,
  pressUp,
} from '../../../../../apps/web/src/wand/recording/press-gesture';

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
    const first = pressClick(idle, 0);
    expect(first.act).toBe('start');
    expect(pressClick(first.press, 900)).toEqual({ press: idle, act: 'end' });
  });

  test('after a cast that ended by itself, the press that meant to end it starts no other', () => {
    const latched = pressUp(pressDown(idle, 0).press, 100).press;
    const over = pressOver(latched, 3_000);
    expect(pressDown(over, 3_400)).toEqual({ press: over, act: 'nothing' });
    expect(pressClick(over, 3_400)).toEqual({ press: over, act: 'nothing' });
    expect(pressDown(over, 3_701).act).toBe('start');
    expect(pressClick(over, 3_701).act).toBe('start');
  });

  test('held past the end of its cast: letting go does nothing', () => {
    const over = pressOver(pressDown(idle, 0).press, 3_000);
    expect(pressUp(over, 3_100)).toEqual({ press: over, act: 'nothing' });
  });

  test('a cast that the press itself ended leaves the ring ready at once', () => {
    const { press } = pressUp(pressDown(idle, 0).press, 1_500);
    expect(pressDown(pressOver(press, 1_500), 1_510).act).toBe('start');
  });

  test('a second finger on a held ring changes nothing', () => {
    const { press } = pressDown(idle, 0);
    expect(pressDown(press, 50)).toEqual({ press, act: 'nothing' });
  });
});
