import { expect, test } from 'vitest';
import { oneAtATime } from '../../../../../apps/web/src/console/ui/one-at-a-time.js';

test('many changes in a row become two requests, one after the other', async () => {
  const ends: (() => void)[] = [];
  const request = oneAtATime(() => new Promise<void>((end) => ends.push(end)));
  for (let i = 0; i < 20; i++) request();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  await expect.poll(() => (request(), ends.length)).toBe(3); // it can be asked for again later
});
