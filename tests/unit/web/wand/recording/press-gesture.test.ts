import { describe, expect, test } from 'vitest';
import {
  idle,
  pressClick,
  pressDown,
  castEnded,
  pressUp,
} from '../../../../../apps/web/src/wand/recording/press-gesture';

describe('the ring', () => {
  test('casts while it is held', () => {
    const down = pressDown(idle, 0);
    expect(down.act).toBe('start');
    expect(pressUp(down.press, 1_500)).toEqual({ press: idle, act: 'end' });
  });

  test('starts with a tap and ends with the next one', () => {
    const down = pressDown(idle, 0);
    const up = pressUp(down.press, 120);
    expect(up.act).toBe('nothing');
    const again = pressDown(up.press, 2_000);
    expect(again).toEqual({ press: idle, act: 'end' });
    expect(pressUp(again.press, 2_100).act).toBe('nothing');
  });

  test('starts with a click of assistive technology and ends with the next one', () => {
    const first = pressClick(idle, 0);
    expect(first.act).toBe('start');
    expect(pressClick(first.press, 900)).toEqual({ press: idle, act: 'end' });
  });

  test('ignores a late press after a cast ended by itself', () => {
    const latched = pressUp(pressDown(idle, 0).press, 100).press;
    const over = castEnded(latched, 3_000);
    expect(pressDown(over, 3_400)).toEqual({ press: over, act: 'nothing' });
    expect(pressClick(over, 3_400)).toEqual({ press: over, act: 'nothing' });
    expect(pressDown(over, 3_701).act).toBe('start');
    expect(pressClick(over, 3_701).act).toBe('start');
  });

  test('ignores the release after a cast ended by itself', () => {
    const over = castEnded(pressDown(idle, 0).press, 3_000);
    expect(pressUp(over, 3_100)).toEqual({ press: over, act: 'nothing' });
  });

  test('is ready at once after a press ended the cast', () => {
    const { press } = pressUp(pressDown(idle, 0).press, 1_500);
    expect(pressDown(castEnded(press, 1_500), 1_510).act).toBe('start');
  });

  test('ignores a second finger', () => {
    const { press } = pressDown(idle, 0);
    expect(pressDown(press, 50)).toEqual({ press, act: 'nothing' });
  });
});
