import { describe, expect, test } from 'vitest';
import { noMotionReason, sensorsDenied } from '../../../../../apps/web/src/shared/sensor/no-motion-reason';

describe('the reason for no motion', () => {
  test('is "silent" without events and "zero" if all readings are zero', () => {
    expect(noMotionReason('nothing', false, true)).toBe('silent');
    expect(noMotionReason('zeros', false, true)).toBe('zero');
  });

  test('is "missing" on a device without a sensor', () => {
    expect(noMotionReason('empty', false, true)).toBe('missing');
    expect(noMotionReason('nothing', false, false)).toBe('missing'); // Firefox on desktops never sends an event
  });

  test('is "blocked" if a setting forbids sensors, whatever they sent', () => {
    for (const evidence of ['nothing', 'empty', 'zeros'] as const)
      expect(noMotionReason(evidence, true, true)).toBe('blocked');
  });
});

test('sensors count as denied only if the browser reports it', async () => {
  const answering = (state: PermissionState) => ({ query: () => Promise.resolve({ state } as PermissionStatus) });
  expect(await sensorsDenied(answering('denied'))).toBe(true);
  expect(await sensorsDenied(answering('granted'))).toBe(false);
  expect(await sensorsDenied({ query: () => Promise.reject(new TypeError('unknown name')) })).toBe(false);
  expect(await sensorsDenied(undefined)).toBe(false);
});
