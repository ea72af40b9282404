/**
 * The benchmark's floor: the minimal cost of receiving, recognizing and storing the same casts in Node. A bare WebSocket
 * server stores a cast's batches as they arrive. Finished casts wait for the previous group, then go through the model
 * as one batch and into the database as one statement. Nothing is validated, and clients get only the answer: there are
 * no live updates. With the argument `bare`, nothing is recognized either: what transport and storage alone cost.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LiveSignal } from '@wandcast/gesture';
import { BATCH_HEADER_BYTES, decodeBatch } from '@wandcast/protocol';
import pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';
import { loadNetwork } from '../starter-network.js';

interface FinishedCast {
  readonly batches: readonly Buffer[];
  readonly socket: WebSocket;
}

/** Casts per COMMIT and per prediction, the same as in the real cast writer. */
const MAX_GROUP = 256;

const database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await database.connect();
await database.query(
  'CREATE TABLE casts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, samples bytea, probabilities real[])',
);
const network = process.argv[2] === 'bare' ? undefined : await loadNetwork();
let waiting: FinishedCast[] = [];
let isCommitting = false;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 4096, perMessageDeflate: false });
server.on('connection', (socket) => {
  let batches: Buffer[] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) batches.push(data);
    else if (batches.length > 0) {
      waiting.push({ batches, socket });
      batches = [];
      if (!isCommitting) void commitAll();
    }
  });
});
await once(server, 'listening');
console.log(`ready on ${(server.address() as AddressInfo).port}`);

async function commitAll(): Promise<void> {
  isCommitting = true;
  while (waiting.length > 0) {
    const group = waiting.slice(0, MAX_GROUP);
    waiting = waiting.slice(MAX_GROUP);
    const rows = network?.predict(group.map(signalOf)) ?? [];
    const tuples = group.map((_, i) => `($${2 * i + 1},$${2 * i + 2})`);
    const values = group.flatMap(({ batches }, i) => [
      Buffer.concat(batches.map((batch) => batch.subarray(BATCH_HEADER_BYTES))),
      rows[i] ?? null,
    ]);
    await database.query(`INSERT INTO casts (samples, probabilities) VALUES ${tuples.join(',')}`, values);
    group.forEach(({ socket }, i) => {
      socket.send(JSON.stringify(rows[i] ?? null));
    });
  }
  isCommitting = false; // synchronously after the last check of `waiting`
}

function signalOf({ batches }: FinishedCast): ReturnType<LiveSignal['signal']> {
  const live = new LiveSignal();
  for (const batch of batches) live.append(decodeBatch(batch));
  return live.signal();
}
