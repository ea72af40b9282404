import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { embedInWorker } from '@wandcast/recognition';

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
