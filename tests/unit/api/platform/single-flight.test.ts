import { expect, test } from 'vitest';
import { SingleFlight } from '../../../../apps/api/src/platform/single-flight.js';

/** Looks that end when told to. */
function looks() {
  const ends: ((error?: Error) => void)[] = [];
  const told: string[] = [];
  const look = new SingleFlight(
    () =>
      new Promise((resolve, reject) => {
        ends.push((error) => {
          if (error === undefined) resolve();
          else reject(error);
        });
      }),
    (error) => told.push((error as Error).message),
  );
  const end = async (error?: Error): Promise<void> => {
    ends.at(-1)?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { look, ends, told, end };
}

test('a look never runs twice at once, and asked for meanwhile runs once more', async () => {
  const { look, ends, end } = looks();
  for (let i = 0; i < 3; i++) look.look();
  expect(ends).toHaveLength(1);
  await end();
  expect(ends).toHaveLength(2);
  await end();
  expect(ends).toHaveLength(2);
});

test('one that fails waits to be asked, and is told once until one succeeds', async () => {
  const { look, ends, told, end } = looks();
  for (let i = 0; i < 2; i++) {
    look.look();
    look.look();
    await end(new Error('out of reach'));
  }
  expect([ends.length, told]).toEqual([2, ['out of reach']]);
  look.look();
  await end();
  look.look();
  await end(new Error('again'));
  expect(told).toEqual(['out of reach', 'again']);
});

test('stopped, it ends what is under way and begins no more', async () => {
  const { look, ends, end } = looks();
  look.look();
  look.look();
  let stopped = false;
  const stopping = look.stop().then(() => (stopped = true));
  expect([look.isStopping, stopped]).toEqual([true, false]);
  await end();
  await stopping;
  look.look();
  expect(ends).toHaveLength(1);
});
