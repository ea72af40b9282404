import type { ChaosSite } from '../site/chaos-site.js';
import { trySend } from '../site/embedded-database.js';
import type { Fault, FaultEnd } from './fault.js';

function startAgain({ server, stopped }: ChaosSite): FaultEnd {
  const endedAt = performance.now();
  return { endedAt, observed: server.start(stopped).then((firstAnswerMs) => ({ firstAnswerMs })) };
}

/** Ways to end the server; each starts it again at once, as a supervisor does. */
export const apiFaults: readonly Fault[] = [
  {
    name: 'kill-server',
    target: 'api',
    disconnects: true,
    async run(site) {
      await site.server.end('SIGKILL');
      return startAgain(site);
    },
  },
  {
    name: 'stop-server',
    target: 'api',
    disconnects: true,
    async run(site) {
      await site.server.end('SIGTERM');
      return startAgain(site);
    },
  },
  {
    name: 'kill-server-and-database',
    target: 'api',
    disconnects: true,
    async run(site) {
      trySend(site.database.postmaster, 'SIGKILL');
      await site.server.end('SIGKILL');
      return startAgain(site);
    },
  },
];
