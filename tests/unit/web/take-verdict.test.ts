import { expect, test } from 'vitest';
import { takeVerdict } from '../../../apps/web/src/wand/take-verdict';

test('a lively take at a good rate is clear and steady', () => {
  expect(takeVerdict({ count: 180, durationMs: 3_000, peak: 9 })).toEqual({ good: true, words: 'Clear and steady.' });
});

test('a take that hardly moved is told so, and not recommended', () => {
  expect(takeVerdict({ count: 180, durationMs: 3_000, peak: 0.4 }).good).toBe(false);
});

test('a take of a few readings is told so', () => {
  expect(takeVerdict({ count: 2, durationMs: 40, peak: 9 }).good).toBe(false);
});

test('a slow phone may still teach', () => {
  const verdict = takeVerdict({ count: 60, durationMs: 3_000, peak: 9 });
  expect(verdict.good).toBe(true);
  expect(verdict.words).toContain('slowly');
});
