import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { whenAborted } from '../../../../libs/recognition/src/workers/when-aborted.js';

test('rejects with the reason of the signal, and leaves no listener on it', async () => {
  const controller = new AbortController();
  const [first, second] = [whenAborted(controller.signal), whenAborted(controller.signal)];
  first.stop();
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
  controller.abort(new Error('enough'));
  await expect(second.aborted).rejects.toThrow('enough');
  second.stop();
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
