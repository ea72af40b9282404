import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { watchHealth } from './watch-health.js';

/** How long the disk is full, ms: long enough for PostgreSQL to need space. */
const FULL_MS = [3_000, 8_000] as const;

/** The disk of the data folder is full, and has space again. */
export const diskFaults: readonly Fault[] = [
  {
    name: 'full-disk',
    target: 'disk',
    disconnects: false,
    async run({ server, disk, stopped }, random) {
      if (disk === undefined) throw new Error('a full disk needs a disk');
      disk.fill();
      const [least, most] = FULL_MS;
      const until = performance.now() + least + (most - least) * random();
      try {
        const reported = await watchHealth(server, () => performance.now() < until && !stopped.aborted);
        await sleep(Math.max(0, until - performance.now()), undefined, { signal: stopped });
        return { endedAt: performance.now(), observed: Promise.resolve({ reported }) };
      } finally {
        disk.free();
      }
    },
  },
];
