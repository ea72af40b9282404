import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startProcessLauncher } from '@wandcast/recognition';
import type { Logger } from 'pino';
import type { Options } from '../../platform/config/options.js';
import { defaultTrainingMb } from '../../platform/config/server-config.js';
import { checkPort, listenFault } from '../../platform/network/check-port.js';
import { lanAddress } from '../../platform/network/own-addresses.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { NodeSession } from '../../rooms/leases/node-session.js';
import { WorkerPredictions } from './worker-predictions.js';
import { workerRequests } from './worker-requests.js';

/** Ms between two beats. The servers take a worker for dead that the database has not heard for three seconds. */
const BEAT_MS = 500;

/** A worker that the database has not answered for so long is unwell, ms. */
const SILENCE_MS = 3_000;

export interface RunningWorker {
  /** Origin at which servers reach it. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a worker: a process without rooms, pages or sockets that trains models, and recognizes stored casts, for the
 * servers of its database. They find it there. It waits for a database that does not answer yet, or that no server has prepared.
 * @throws Error with one line
 */
export async function startWorker(options: Options, log: Logger): Promise<RunningWorker> {
  const { databaseUrl, port, host, engine } = options;
  if (databaseUrl === undefined)
    throw new Error('--role worker needs DATABASE_URL: the database of the servers that it trains for');
  await checkPort(port, host);
  startProcessLauncher();
  const id = randomUUID();
  const session = new NodeSession(databaseUrl, id, null, undefined, 'worker');
  let heardAt = -Infinity;
  let reason = 'it has not answered yet';
  const fault = (): string | undefined =>
    performance.now() - heardAt < SILENCE_MS ? undefined : `the database does not answer: ${reason}`;
  const predictions = new WorkerPredictions(engine, (model) => {
    log.info({ model }, 'recognizing stored casts with a model');
  });
  const memoryMb = options.trainingMb ?? defaultTrainingMb();
  const server = createServer(workerRequests({ id, engine, memoryMb, predictions, fault }, log));
  server.requestTimeout = 0; // a training is sent when its process has started
  await listen(server, options);
  const url = options.nodeUrl ?? `http://${lanAddress(host)}:${(server.address() as AddressInfo).port}`;
  await session.announce(url);
  const beats = new SingleFlight(
    async () => {
      const began = performance.now();
      await session.beat();
      heardAt = began;
    },
    (error) => {
      reason = (error as Error).message;
      log.warn({ error: reason }, 'the database does not answer: check DATABASE_URL, and whether a server runs');
    },
  );
  beats.run();
  const timer = setInterval(() => {
    beats.run();
  }, BEAT_MS);
  log.info({ url }, 'training for the servers of this database');
  return {
    url,
    async stop() {
      clearInterval(timer);
      await beats.stop();
      await session.end();
      server.close();
      server.closeAllConnections();
      await predictions.stop();
    },
  };
}

function listen(server: Server, { port, host }: Options): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenFault(error, port, host));
    });
    server.listen({ port, host }, resolve);
  });
}
