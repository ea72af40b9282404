import { describe, expect, test } from 'vitest';
import { noMotion, sensorsDenied } from '../../../../../apps/web/src/shared/sensor/no-motion-reason';

describe('why there is no motion', () => {
  test('a phone that tells nothing is silent, one that tells zeros is stuck', () => {
    expect(noMotion('nothing', false, true)).toBe('silent');
    expect(noMotion('zeros', false, true)).toBe('zero');
  });

  test('a device without a sensor lacks nothing that one could mend', () => {
    expect(noMotion('empty', false, true)).toBe('missing');
    expect(noMotion('nothing', false, false)).toBe('missing'); // Firefox on a desk never sends an event
  });

  test('a setting that forbids sensors is the reason, whatever they told', () => {
    for (const evidence of ['nothing', 'empty', 'zeros'] as const)
      expect(noMotion(evidence, true, true)).toBe('blocked');
  });
});

test('sensors are forbidden where the browser says so, and nowhere else', async () => {
  const answering = (state: PermissionState) => ({ query: () => Promise.resolve({ state } as PermissionStatus) });
  expect(await sensorsDenied(answering('denied'))).toBe(true);
  expect(await sensorsDenied(answering('granted'))).toBe(false);
  expect(await sensorsDenied({ query: () => Promise.reject(new TypeError('unknown name')) })).toBe(false);
  expect(await sensorsDenied(undefined)).toBe(false);
});
