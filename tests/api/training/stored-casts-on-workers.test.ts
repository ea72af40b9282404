import type { Answer, StoredCast } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { openRoom } from '../../support/console-client.js';
import { freePort } from '../../support/free-port.js';
import { joinWand, type TestWand } from '../../support/room/test-wand.js';
import { removeFolder, startServerProcess, temporaryFolder, type ServerProcess } from '../../support/server-process.js';

const room = openRoom();
let worker: ServerProcess;
let wand: TestWand;
beforeAll(async () => {
  const folder = await temporaryFolder(); // it writes nothing there
  const env = { DATABASE_URL: room.server.databaseUrl };
  worker = await startServerProcess(folder, await freePort(), ['--role', 'worker'], env);
  await removeFolder(folder);
  wand = await joinWand(room.server);
});
afterAll(async () => {
  wand.socket.disconnect();
  await worker.end('SIGKILL');
});

async function cast(count: number): Promise<string[]> {
  const castIds: string[] = [];
  for (let n = 0; n < count; n++) {
    const { replay, castId } = castMessages(circle(60 + 7 * n));
    const answer = (await wand.socket.emitWithAck('cast:replay', replay)) as Answer<StoredCast>;
    expect(answer).toMatchObject({ ok: true });
    castIds.push(castId);
  }
  return castIds;
}

/** Confidence in these casts as the active model scored them, and as it was when they were cast. */
async function scored(castIds: readonly string[]): Promise<{ score: number; live: number }[]> {
  await room.client.ask('queue:show', {});
  return room.server.query(
    `SELECT predictions.confidence AS score, (SELECT max(p) FROM unnest(casts.probabilities) AS p) AS live
       FROM predictions JOIN casts ON casts.id = predictions.cast_id WHERE cast_id = ANY($1)`,
    [castIds],
  );
}

const modelsOf = (process: ServerProcess): number =>
  (process.stdout() + process.stderr()).split('recognizing stored casts').length - 1;

test('a worker recognizes stored casts, as the server does', async () => {
  const castIds = await cast(12);
  await expect.poll(() => scored(castIds), { interval: 200 }).toHaveLength(castIds.length);
  expect(modelsOf(worker)).toBe(1); // sent once
  for (const { score, live } of await scored(castIds)) expect(score).toBeCloseTo(live, 3);
});

test('a worker answers only those who know its id, and have its version', async () => {
  const [node] = await room.server.query<{ id: string }>("SELECT id FROM nodes WHERE role = 'worker'");
  const ask = async (id: string): Promise<number> => {
    const response = await fetch(`${worker.url}/api/workers/${id}/predictions`, { method: 'POST', body: 'x' });
    await response.body?.cancel();
    return response.status;
  };
  expect([await ask(node?.id ?? ''), await ask(crypto.randomUUID())]).toEqual([409, 404]);
});

test('without the worker the server goes on', async () => {
  await worker.end('SIGKILL');
  const castIds = await cast(3);
  await expect.poll(() => scored(castIds), { interval: 200 }).toHaveLength(castIds.length);
});
