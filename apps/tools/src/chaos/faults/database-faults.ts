import { trySend } from '../site/embedded-database.js';
import type { Fault } from './fault.js';
import { watchHealth } from './watch-health.js';

/** The database is running again by then, ms. */
const MAX_OUTAGE_MS = 5_000;

/** Ways to kill the database; the server has to start it again. */
export const databaseFaults: readonly Fault[] = [
  {
    name: 'kill-postmaster',
    target: 'database',
    disconnects: false,
    run({ server, database, stopped }) {
      trySend(database.postmaster, 'SIGKILL');
      const endedAt = performance.now();
      const reported = watchHealth(server, () => performance.now() - endedAt < MAX_OUTAGE_MS && !stopped.aborted);
      return Promise.resolve({ endedAt, observed: reported.then((yes) => ({ reported: yes })) });
    },
  },
  {
    name: 'kill-connection',
    target: 'database',
    disconnects: false,
    async run({ database }) {
      trySend(await database.connectionProcess(), 'SIGKILL');
      return { endedAt: performance.now() };
    },
  },
];
