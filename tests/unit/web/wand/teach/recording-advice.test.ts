import type { RecordingFault } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { adviceText, faultText, recordingAdvice } from '../../../../../apps/web/src/wand/teach/recording-advice';
import { room as german } from '../../../../../apps/web/src/locales/de/wand/room/index';

/** Advice as the review shows it. */
function shown(...faults: RecordingFault[]): { good: boolean; words: string; advice: string } {
  const hint = recordingAdvice(faults);
  return { good: hint.good, words: faultText(hint), advice: adviceText(hint) };
}

test('praises a recording without faults', () => {
  expect(shown()).toEqual({ good: true, words: 'Clear and steady.', advice: '' });
});

test('names the most severe fault, with advice', () => {
  expect(shown('short', 'slow')).toMatchObject({ good: false, words: 'It was over in a blink.' });
  for (const fault of ['empty', 'still', 'short', 'cut', 'clipped'] as const)
    expect(shown(fault)).toMatchObject({ good: false, advice: expect.stringMatching(/\.$/) as string });
});

test('accepts a recording of a slow sensor', () => {
  expect(shown('slow')).toMatchObject({ good: true, advice: '' });
});

test('never blames the person: no text mentions the hand or a mistake', () => {
  const all: readonly RecordingFault[] = ['empty', 'still', 'short', 'cut', 'clipped', 'slow'];
  for (const fault of all) {
    const { words, advice } = shown(fault);
    expect(`${words} ${advice}`).not.toMatch(/hand|wrong|bad|error|fail/i);
  }
  const germanTexts = [...Object.values(german.recordingAdvice.felt), ...Object.values(german.recordingAdvice.advice)];
  for (const words of germanTexts) expect(words).not.toMatch(/\bHand\b|falsch|schlecht|Fehler/i);
});
