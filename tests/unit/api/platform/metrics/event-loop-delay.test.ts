import { expect, test } from 'vitest';
import { observeEventLoopDelay } from '../../../../../apps/api/src/platform/metrics/event-loop-delay.js';

test('a blocked event loop is reported with its delay, in seconds, until it is stopped', async () => {
  const delays: number[] = [];
  const stop = observeEventLoopDelay((seconds) => delays.push(seconds));
  for (const began = performance.now(); performance.now() - began < 150;);
  await expect.poll(() => delays.length).toBeGreaterThanOrEqual(3);
  stop();
  const count = delays.length;
  expect(Math.max(...delays)).toBeGreaterThanOrEqual(0.12);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  await new Promise((resolve) => setTimeout(resolve, 60)); // three more looks, if it went on
  expect(delays).toHaveLength(count);
});
