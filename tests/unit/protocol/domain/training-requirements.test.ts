import { stillNeeded } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

describe('what a spell still needs from the room', () => {
  test('is five casts of three people', () => {
    expect(stillNeeded(0, 0, false)).toEqual({ kind: 'casts', casts: 5, people: 3 });
    expect(stillNeeded(2, 1, true)).toEqual({ kind: 'casts', casts: 3, people: 2 });
    expect(stillNeeded(5, 3, true)).toEqual({ kind: 'nothing' });
  });

  test('is a cast of each person who is missing, however many there are', () => {
    expect(stillNeeded(40, 1, false)).toEqual({ kind: 'casts', casts: 2, people: 2 });
  });

  test('is nobody new where enough people gave too few', () => {
    expect(stillNeeded(4, 4, false)).toEqual({ kind: 'casts', casts: 1, people: 0 });
  });

  test('is only people who teach it where its glyph is enough to begin with', () => {
    expect(stillNeeded(0, 0, true)).toEqual({ kind: 'people', people: 3 });
  });
});
