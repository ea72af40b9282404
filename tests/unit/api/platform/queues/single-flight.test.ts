import { expect, test } from 'vitest';
import { SingleFlight } from '../../../../../apps/api/src/platform/queues/single-flight.js';

/** A single-flight task whose runs end when the test ends them. */
function controlledTask() {
  const ends: ((error?: Error) => void)[] = [];
  const reported: string[] = [];
  const task = new SingleFlight(
    () =>
      new Promise((resolve, reject) => {
        ends.push((error) => {
          if (error === undefined) resolve();
          else reject(error);
        });
      }),
    (error) => reported.push((error as Error).message),
  );
  const end = async (error?: Error): Promise<void> => {
    ends.at(-1)?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { task, ends, reported, end };
}

test('requests during a run cause exactly one more run', async () => {
  const { task, ends, end } = controlledTask();
  for (let i = 0; i < 3; i++) task.run();
  expect(ends).toHaveLength(1);
  await end();
  expect(ends).toHaveLength(2);
  await end();
  expect(ends).toHaveLength(2);
});

test('a failed run is not retried, and consecutive failures are reported once', async () => {
  const { task, ends, reported, end } = controlledTask();
  for (let i = 0; i < 2; i++) {
    task.run();
    task.run();
    await end(new Error('out of reach'));
  }
  expect([ends.length, reported]).toEqual([2, ['out of reach']]);
  task.run();
  await end();
  task.run();
  await end(new Error('again'));
  expect(reported).toEqual(['out of reach', 'again']);
});

test('stop waits for the current run and prevents further runs', async () => {
  const { task, ends, end } = controlledTask();
  task.run();
  task.run();
  let stopped = false;
  const stopping = task.stop().then(() => (stopped = true));
  expect([task.isStopping, stopped]).toEqual([true, false]);
  await end();
  await stopping;
  task.run();
  expect(ends).toHaveLength(1);
});
