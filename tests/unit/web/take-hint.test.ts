import type { RecordingFault } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { takeHint } from '../../../apps/web/src/wand/take-hint';

test('a recording without faults is clear and steady', () => {
  expect(takeHint([])).toEqual({ good: true, words: 'Clear and steady.', advice: '' });
});

test('the gravest fault is the one that is told, with what would help', () => {
  expect(takeHint(['short', 'slow'])).toMatchObject({ good: false, words: 'It was over in a blink.' });
  for (const fault of ['empty', 'still', 'short', 'cut', 'clipped'] as const)
    expect(takeHint([fault])).toMatchObject({ good: false, advice: expect.stringMatching(/\.$/) as string });
});

test('a slow phone may still teach', () => {
  expect(takeHint(['slow'])).toMatchObject({ good: true });
});

test('nobody is blamed: no hint speaks of the hand or of a mistake', () => {
  const all: readonly RecordingFault[] = ['empty', 'still', 'short', 'cut', 'clipped', 'slow'];
  for (const fault of all) {
    const { words, advice } = takeHint([fault]);
    expect(`${words} ${advice}`).not.toMatch(/hand|wrong|bad|error|fail/i);
  }
});
