import { expect, test } from 'vitest';
import { simulatedProfile } from '../../../apps/tools/src/room-client/simulated-profile.js';

test('500 simulated people have 500 different names, the same every time', () => {
  const names = Array.from({ length: 500 }, (_, n) => simulatedProfile(n).nickname);
  expect(new Set(names).size).toBe(500);
  expect(simulatedProfile(7).nickname).toBe(names[7]);
  expect(simulatedProfile(7, 'Ada').nickname).toBe('Ada');
});
