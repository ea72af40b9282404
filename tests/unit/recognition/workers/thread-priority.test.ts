import { execFileSync } from 'node:child_process';
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

test.runIf(isLinux)(
  'threads that help the main one have a lower priority, and those it starts later have its own',
  () => {
    const script = `
    import { readdirSync } from 'node:fs';
    import { getPriority } from 'node:os';
    import { Worker } from 'node:worker_threads';
    import { lowerOtherThreads } from '@wandcast/recognition/thread-priority';
    const helpers = readdirSync('/proc/self/task').map(Number).filter((thread) => thread !== process.pid);
    lowerOtherThreads(10);
    const worker = new Worker('setInterval(() => undefined, 1000)', { eval: true });
    worker.once('online', () => {
      const later = readdirSync('/proc/self/task').map(Number).filter((thread) => !helpers.includes(thread));
      console.log(JSON.stringify([helpers, later].map((threads) => threads.map((thread) => getPriority(thread)))));
      process.exit();
    });`;
    const args = ['--v8-pool-size=1', '--input-type=module', '--eval', script];
    const [helpers, others] = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as number[][];
    const own = getPriority(process.pid);
    expect(helpers?.length).toBeGreaterThan(0);
    expect(new Set(helpers)).toEqual(new Set([Math.min(19, own + 10)]));
    expect(new Set(others)).toEqual(new Set([own]));
  },
);
