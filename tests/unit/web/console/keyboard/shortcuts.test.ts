import { describe, expect, test } from 'vitest';
import { PREFIX_MS, readKey } from '../../../../../apps/web/src/console/keyboard/shortcuts';
import { screenOf } from '../../../../../apps/web/src/console/navigation/screens';

describe('the console’s keys', () => {
  test('single keys act at once, in upper and lower case', () => {
    expect(readKey(null, 't', 0)).toEqual({ action: 'train', prefix: null });
    expect(readKey(null, 'W', 0).action).toBe('activate');
    expect(readKey(null, '?', 0).action).toBe('help');
    expect(readKey(null, 'ä', 0).action).toBeUndefined();
  });
  test('g waits for a screen’s letter, for a limited time', () => {
    const { prefix, action } = readKey(null, 'g', 100);
    expect(action).toBeUndefined();
    expect(readKey(prefix, 'm', 200)).toEqual({ action: 'models', prefix: null });
    expect(readKey(prefix, 'b', 200).action).toBe('book');
    expect(readKey(prefix, 'b', 101 + PREFIX_MS).action).toBe('blank');
    expect(readKey(prefix, 'v', 200).action).toBe('evenings');
  });
  test('any other key after g keeps its meaning', () => {
    expect(readKey({ at: 0 }, 'w', 10)).toEqual({ action: 'activate', prefix: null });
    expect(readKey({ at: 0 }, 'g', 10)).toEqual({ action: undefined, prefix: { at: 10 } });
  });
  test('spells have digits, selected casts letters', () => {
    expect(['3', 'x', 'R', 'a', 'i', 'Escape'].map((key) => readKey(null, key, 0).action)).toEqual(
      ['spell-3', 'discard', 'restore', 'all', 'invert', 'reset'], // prettier-ignore
    );
    expect(readKey({ at: 0 }, 'r', 10).action).toBe('run');
  });
  test('the run of show has keys on every screen, participants on theirs', () => {
    expect([' ', 'b', '/', 'j', 'K'].map((key) => readKey(null, key, 0).action)).toEqual(
      ['next', 'blank', 'find', 'below', 'above'], // prettier-ignore
    );
    expect(readKey({ at: 0 }, 'b', 10).action).toBe('book');
    expect(readKey({ at: 0 }, ' ', 10)).toEqual({ action: 'next', prefix: null });
  });
  test('a screen keeps its own state in the hash', () => {
    expect(screenOf('#explore?spell=tide')).toBe('explore');
  });
  test('the hash selects the screen; Run if unknown', () => {
    expect(['#models', '#book', '#run', '', '#elsewhere'].map(screenOf)).toEqual([
      'models',
      'book',
      'run',
      'run',
      'run',
    ]);
  });
});
