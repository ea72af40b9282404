import { stillNeeded } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

describe('stillNeeded', () => {
  test('requires five casts by three people', () => {
    expect(stillNeeded(0, 0, false)).toEqual({ kind: 'casts', casts: 5, people: 3 });
    expect(stillNeeded(2, 1, true)).toEqual({ kind: 'casts', casts: 3, people: 2 });
    expect(stillNeeded(5, 3, true)).toEqual({ kind: 'nothing' });
  });

  test('requires one cast per missing person, even after many casts', () => {
    expect(stillNeeded(40, 1, false)).toEqual({ kind: 'casts', casts: 2, people: 2 });
  });

  test('requires no new people if only casts are missing', () => {
    expect(stillNeeded(4, 4, false)).toEqual({ kind: 'casts', casts: 1, people: 0 });
  });

  test('asks for people, not casts, if the glyph is enough to start with', () => {
    expect(stillNeeded(0, 0, true)).toEqual({ kind: 'people', people: 3 });
  });
});
