import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { announce, announcement } from '../../../../../apps/web/src/wand/feedback/announce';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the live region', () => {
  test('is empty for a moment before each text, so that a repeated text is a change', () => {
    announce('Fizzled.');
    vi.runAllTimers();
    expect(announcement.value).toBe('Fizzled.');
    announce('Fizzled.');
    expect(announcement.value).toBe('');
    vi.runAllTimers();
    expect(announcement.value).toBe('Fizzled.');
  });

  test('has only the latest of two announcements in quick succession', () => {
    announce('Recorded.');
    announce('Kept in the book.');
    vi.runAllTimers();
    expect(announcement.value).toBe('Kept in the book.');
  });
});
