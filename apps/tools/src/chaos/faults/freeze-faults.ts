import { setTimeout as sleep } from 'node:timers/promises';
import { trySend } from '../site/embedded-database.js';
import type { Fault } from './fault.js';
import { watchHealth } from './watch-health.js';

/** How long something stands still, ms. */
const FROZEN_MS = [2_000, 6_000] as const;

function frozenMs(random: () => number): number {
  const [least, most] = FROZEN_MS;
  return least + (most - least) * random();
}

/** SIGSTOP and SIGCONT: a machine that swaps, a paused virtual machine, a stuck disk. */
export const freezeFaults: readonly Fault[] = [
  {
    name: 'freeze-server',
    target: 'freeze',
    disconnects: false,
    async run({ server, stopped }, random) {
      server.send('SIGSTOP');
      try {
        await sleep(frozenMs(random), undefined, { signal: stopped });
      } finally {
        server.send('SIGCONT');
      }
      return { endedAt: performance.now() };
    },
  },
  {
    name: 'freeze-database',
    target: 'freeze',
    disconnects: false,
    async run({ server, database, stopped }, random) {
      const processes = database.processes();
      for (const pid of processes) trySend(pid, 'SIGSTOP');
      const until = performance.now() + frozenMs(random);
      try {
        const reported = await watchHealth(server, () => performance.now() < until && !stopped.aborted);
        await sleep(Math.max(0, until - performance.now()), undefined, { signal: stopped });
        return { endedAt: performance.now(), observed: Promise.resolve({ reported }) };
      } finally {
        for (const pid of processes) trySend(pid, 'SIGCONT');
      }
    },
  },
];
