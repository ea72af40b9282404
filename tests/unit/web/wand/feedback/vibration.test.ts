import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { muteVibrationWhile, vibrate } from '../../../../../apps/web/src/wand/feedback/vibration';

const felt: unknown[] = [];
beforeEach(() => {
  felt.length = 0;
  vi.stubGlobal('navigator', { vibrate: (pattern: unknown) => felt.push(pattern) > 0 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a phone vibrates for some time or in a pattern', () => {
  vibrate(60);
  vibrate([30, 60, 30]);
  expect(felt).toEqual([60, [30, 60, 30]]);
});

test('a phone does not vibrate while any cast is being recorded', () => {
  const recording = { first: true, second: false };
  const unmute = [muteVibrationWhile(() => recording.first), muteVibrationWhile(() => recording.second)];
  vibrate(1);
  recording.first = false;
  vibrate(2);
  recording.second = true;
  vibrate(3);
  for (const off of unmute) off();
  vibrate(4);
  expect(felt).toEqual([2, 4]);
});

test('a browser without vibration is left alone', () => {
  vi.stubGlobal('navigator', {});
  vibrate(60);
  expect(felt).toEqual([]);
});
