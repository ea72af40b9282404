import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { announce, announcement } from '../../../../../apps/web/src/wand/feedback/announce';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the live region', () => {
  test('is empty for a moment before it speaks, so that a repeat is a change', () => {
    announce('Fizzled.');
    vi.runAllTimers();
    expect(announcement.value).toBe('Fizzled.');
    announce('Fizzled.');
    expect(announcement.value).toBe('');
    vi.runAllTimers();
    expect(announcement.value).toBe('Fizzled.');
  });

  test('says the newest of two announcements made in one breath', () => {
    announce('Recorded.');
    announce('Kept in the book.');
    vi.runAllTimers();
    expect(announcement.value).toBe('Kept in the book.');
  });
});
