import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ListedRoom, TrainingProgress } from '@wandcast/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { openConsole, openRoom, type ConsoleClient } from '../../support/console-client.js';
import { trainingsOf } from '../../support/room/training-processes.js';
import {
  removeFolder,
  root,
  startArguments,
  startServerProcess,
  temporaryFolder,
  type ServerProcess,
} from '../../support/server-process.js';

const HOOK = 'M20 80 L20 20 L70 20 L70 50';
const CROOK = 'M80 80 L80 20 L30 20 L30 50';

const room = openRoom();
const workers: ServerProcess[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.end('SIGKILL');
  await expect.poll(countWorkers).toBe(0);
});

/** Workers that the database has heard just now: those to which a server gives trainings. */
async function countWorkers(): Promise<number> {
  const [row] = await room.server.query<{ count: number }>(
    `SELECT count(*)::int FROM nodes WHERE role = 'worker' AND url IS NOT NULL AND EXISTS (SELECT FROM pg_stat_activity
       WHERE application_name = 'wandcast node ' || nodes.id)`,
  );
  return row?.count ?? 0;
}

async function startWorker(): Promise<ServerProcess> {
  const folder = await temporaryFolder(); // it writes nothing there
  const env = { DATABASE_URL: room.server.databaseUrl };
  const worker = await startServerProcess(folder, await freePort(), ['--role', 'worker'], env);
  await removeFolder(folder);
  workers.push(worker);
  await expect.poll(countWorkers).toBe(workers.length);
  return worker;
}

/** Notes which processes train during each report of a training. @returns those of this server, and of each worker */
function watchTrainings({ socket }: ConsoleClient): { readonly own: Set<number>; readonly elsewhere: Set<number>[] } {
  const seen = { own: new Set<number>(), elsewhere: workers.map(() => new Set<number>()) };
  socket.on('training:progressed', (progress: TrainingProgress | null) => {
    if (progress?.stage !== 'training') return;
    for (const pid of trainingsOf(process.pid)) seen.own.add(pid);
    for (const [n, { child }] of workers.entries())
      for (const pid of trainingsOf(child.pid ?? 0)) seen.elsewhere[n]?.add(pid);
  });
  return seen;
}

const draw = (client: ConsoleClient, name: string, glyph: string) =>
  client.ask('spell:create', { name, hue: 'veil', glyph });

describe('a training', () => {
  test('runs on a worker of the database, and its model answers', async () => {
    const { url } = await startWorker();
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ok: true, role: 'worker' });
    const spares = new Set(trainingsOf(process.pid)); // a process may have been started in advance
    const seen = watchTrainings(room.client);
    const ended = room.client.waitForMessage('training:ended');
    const answers = room.client.waitForMessage('model:changed', (model) =>
      (model?.spells ?? []).some((id) => id === 'hook'),
    );
    await draw(room.client, 'Hook', HOOK);
    expect(await ended).toMatchObject({ outcome: 'done', failure: null });
    await answers;
    expect(seen.elsewhere[0]?.size).toBeGreaterThan(0);

    // Canceled by the next one, for which there is room at once.
    const last = room.client.waitForMessage('training:ended', ({ outcome }) => outcome !== 'canceled');
    await draw(room.client, 'Hoop', 'M20 50 L50 20 L80 50 L50 80');
    await draw(room.client, 'Loop', 'M80 50 L50 20 L20 50 L50 80');
    expect(await last).toMatchObject({ outcome: 'done', failure: null });
    expect([...seen.own].filter((pid) => !spares.has(pid))).toEqual([]);
  });

  test('whose processes are killed is tried once more on its worker', async () => {
    const worker = await startWorker();
    const seen = watchTrainings(room.client);
    let killed = 0;
    const kill = (progress: TrainingProgress | null): void => {
      const pids = trainingsOf(worker.child.pid ?? 0);
      if (progress?.stage !== 'training' || pids.length === 0 || killed++ > 0) return;
      for (const pid of pids) process.kill(pid, 'SIGKILL');
    };
    room.client.socket.on('training:progressed', kill);
    const ended = room.client.waitForMessage('training:ended');
    await draw(room.client, 'Peak', 'M20 80 L50 20 L80 80');
    expect(await ended).toMatchObject({ outcome: 'done', failure: null });
    room.client.socket.off('training:progressed', kill);
    expect(killed).toBeGreaterThan(0);
    expect(seen.elsewhere[0]?.size).toBeGreaterThan(1); // of both attempts
  });

  test('goes on in this server if its worker is killed', async () => {
    const worker = await startWorker();
    const ended = room.client.waitForMessage('training:ended');
    const kill = (progress: TrainingProgress | null): void => {
      if (progress?.stage === 'training') worker.child.kill('SIGKILL');
    };
    room.client.socket.on('training:progressed', kill);
    await draw(room.client, 'Crook', CROOK);
    expect(await ended).toMatchObject({ outcome: 'done', failure: null });
    room.client.socket.off('training:progressed', kill);
    expect(worker.child.signalCode).toBe('SIGKILL');
    await expect.poll(() => room.server.log.map(({ msg }) => msg)).toContain('a training is tried once more');
  });

  test('of a room does not wait for that of another one if there are two workers', async () => {
    await startWorker();
    await startWorker();
    const { id } = await room.client.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
    const second = await openConsole(room.server, undefined, id);
    const seen = watchTrainings(room.client);
    const ended = [room.client, second].map((client) => client.waitForMessage('training:ended'));
    let together = 0;
    const training = new Map<ConsoleClient, boolean>();
    for (const client of [room.client, second])
      client.socket.on('training:progressed', (progress: TrainingProgress | null) => {
        training.set(client, progress?.stage === 'training');
        if ([room.client, second].every((one) => training.get(one) === true)) together++;
      });
    await draw(room.client, 'Fork', 'M50 80 L50 50 L20 20'); // both rooms have this book
    for (const end of await Promise.all(ended)) expect(end).toMatchObject({ outcome: 'done', failure: null });
    expect(together).toBeGreaterThan(0);
    expect(seen.elsewhere.map(({ size }) => size > 0)).toEqual([true, true]);
    second.socket.disconnect();
  });
});

describe('a worker', () => {
  test('refuses those who do not know its id, and other versions', async () => {
    const { url } = await startWorker();
    const [node] = await room.server.query<{ id: string }>('SELECT id FROM nodes WHERE url = $1', [url]);
    const statusOf = async (id: string): Promise<number> =>
      (await fetch(`${url}/api/workers/${id}/trainings/1`, { method: 'POST' })).status;
    expect(await statusOf('00000000-0000-4000-8000-000000000000')).toBe(404);
    expect(await statusOf(node?.id ?? '')).toBe(409);
    expect((await fetch(`${url}/`)).status).toBe(404);
  });

  test('serves no rooms, and is no reason for a server to think that it has peers', async () => {
    await startWorker();
    const health = (await (await fetch(`${room.server.url}/health`)).json()) as object;
    expect(health).toMatchObject({ status: 'ok', nodes: 1 });
    const { id } = await room.client.ask<ListedRoom>('room:create', { name: 'Third track', from: null });
    const client = await openConsole(room.server, undefined, id); // not sent to the worker
    client.socket.disconnect();
  });

  test('needs the database of the servers', async () => {
    const child = spawn(process.execPath, [...startArguments, '--role', 'worker', '--port', String(await freePort())], {
      ...{ cwd: root, stdio: ['ignore', 'ignore', 'pipe'] },
      env: { ...process.env, VITEST: undefined, DATABASE_URL: '' },
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toBe('wandcast: --role worker needs DATABASE_URL: the database of the servers that it trains for\n');
  });
});
