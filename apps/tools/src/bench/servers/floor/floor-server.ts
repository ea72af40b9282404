/**
 * The floor of the bench: the least that receiving, recognizing and keeping the same casts can cost in Node. A bare
 * WebSocket server; a cast's batches are kept as they come; finished casts wait for the group before them, then pass
 * through the network as one batch and into the database as one statement. Nothing is checked, nobody is told anything
 * but the answer, and nothing is shown while a hand moves.
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

/** Casts a COMMIT and a pass of the network, as the real writer has it. */
const MAX_GROUP = 256;

const database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await database.connect();
await database.query(
  'CREATE TABLE casts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, samples bytea, probabilities real[])',
);
const network = await loadNetwork();
let waiting: FinishedCast[] = [];
let committing = false;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 4096, perMessageDeflate: false });
server.on('connection', (socket) => {
  let batches: Buffer[] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) batches.push(data);
    else if (batches.length > 0) {
      waiting.push({ batches, socket });
      batches = [];
      if (!committing) void commitAll();
    }
  });
});
await once(server, 'listening');
console.log(`ready on ${(server.address() as AddressInfo).port}`);

async function commitAll(): Promise<void> {
  committing = true;
  while (waiting.length > 0) {
    const group = waiting.slice(0, MAX_GROUP);
    waiting = waiting.slice(MAX_GROUP);
    const rows = network.predict(group.map(signalOf));
    const tuples = group.map((_, i) => `($${2 * i + 1},$${2 * i + 2})`);
    const values = group.flatMap(({ batches }, i) => [
      Buffer.concat(batches.map((batch) => batch.subarray(BATCH_HEADER_BYTES))),
      rows[i],
    ]);
    await database.query(`INSERT INTO casts (samples, probabilities) VALUES ${tuples.join(',')}`, values);
    group.forEach(({ socket }, i) => {
      socket.send(JSON.stringify(rows[i]));
    });
  }
  committing = false; // with no pause since the last look at who waits
}

function signalOf({ batches }: FinishedCast): ReturnType<LiveSignal['signal']> {
  const live = new LiveSignal();
  for (const batch of batches) live.append(decodeBatch(batch));
  return live.signal();
}
