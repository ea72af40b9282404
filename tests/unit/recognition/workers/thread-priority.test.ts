import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { Predictor, embedInWorker } from '@wandcast/recognition';

const isLinux = process.platform === 'linux';

test.runIf(isLinux)('a map is embedded with a lower priority than the rest', async () => {
  const known = new Set(readdirSync('/proc/self/task'));
  const features = Array.from({ length: 300 }, (_, i) =>
    Float32Array.from({ length: 16 }, (_, k) => Math.sin(i * k + i)),
  );
  const run = { isOver: false };
  const embedded = embedInWorker({ features, before: features.map(() => undefined) }, new AbortController().signal);
  const over = embedded.finally(() => (run.isOver = true));
  const priorities = new Set<number>();
  while (!run.isOver) {
    for (const thread of readdirSync('/proc/self/task').filter((id) => !known.has(id)))
      try {
        priorities.add(getPriority(Number(thread)));
      } catch {
        // it has just ended
      }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await over).toHaveLength(300);
  expect([...priorities]).toContain(Math.min(19, getPriority(process.pid) + 10));
});

test.runIf(isLinux)('a predictor lowers its priority only if it is told to', async () => {
  const own = getPriority(process.pid);
  const priorities = async (nicer: number | undefined): Promise<number[]> => {
    const known = new Set(readdirSync('/proc/self/task'));
    const predictor = await Predictor.start({ engine: 'wasm', ...(nicer === undefined ? {} : { nicer }) });
    const started = readdirSync('/proc/self/task').filter((id) => !known.has(id));
    const found = started.map((thread) => getPriority(Number(thread)));
    await predictor.stop();
    return found;
  };
  expect(await priorities(5)).toContain(Math.min(19, own + 5));
  expect(new Set(await priorities(undefined))).toEqual(new Set([own]));
});
