import { execFileSync } from 'node:child_process';
import type { EventInfo, Rehearsal } from '@wandcast/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

let database: TestDatabase;
let [one, two]: TestServer[] = [];
let [client, far]: ConsoleClient[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  one = await startTestServer({ databaseUrl: database.url });
  two = await startTestServer({ databaseUrl: database.url });
  [client, far] = [await openConsole(one), await openConsole(two)];
});
afterEach(() => here().ask('rehearsal:stop', {}));
afterAll(async () => {
  for (const one of [client, far]) one?.socket.disconnect();
  await one?.remove();
  await two?.remove();
  await database.remove();
});
const here = (): ConsoleClient => client ?? raise();
const there = (): ConsoleClient => far ?? raise();

/** Pids of the child processes that run simulated wizards. */
function wizardProcesses(): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]).toString().split('\n'); // prettier-ignore
  return lines.filter((line) => line.includes('rehearse.js')).map((line) => Number.parseInt(line));
}
const changes = (on: ConsoleClient, to: 'some' | 'none'): Promise<Rehearsal | null> =>
  on.waitForMessage('rehearsal:changed', (rehearsal) => (rehearsal !== null) === (to === 'some'));

async function start(wizards: number): Promise<Rehearsal> {
  const heard = changes(there(), 'some');
  const rehearsal = await here().ask<Rehearsal>('rehearsal:start', { wizards });
  await heard;
  return rehearsal;
}

test('simulated wizards join on request, every console is notified, and only one rehearsal runs at a time', async () => {
  const [near, far] = [changes(here(), 'some'), changes(there(), 'some')];
  const six = here().waitForMessage('counts:changed', ({ wands }) => wands === 6);
  const rehearsal = await here().ask<Rehearsal>('rehearsal:start', { wizards: 6 });
  expect(rehearsal).toEqual({ wizards: 6, since: expect.any(Number) as number });
  expect([await near, await far]).toEqual([rehearsal, rehearsal]);
  expect(await here().refusal('rehearsal:start', { wizards: 2 })).toBe('rehearsal-running');
  expect(await there().refusal('rehearsal:start', { wizards: 2 })).toBe('rehearsal-running');
  await six;
  const casts = here().waitForMessage('counts:changed', (counts) => counts.casts > 2);
  await casts;
  const late = await openConsole(two ?? raise());
  expect(late.state.rehearsal).toEqual(rehearsal);
  late.socket.disconnect();
  const rows = await one?.query<{ source: string }>('SELECT DISTINCT source FROM casts');
  expect(rows).toEqual([{ source: 'simulated' }]);
});

test('any console can stop them, even on another node, and no process is left running', async () => {
  await start(3);
  expect(wizardProcesses()).toHaveLength(1);
  const gone = [changes(here(), 'none'), changes(there(), 'none')];
  const empty = here().waitForMessage('counts:changed', ({ wands }) => wands === 0);
  await there().ask('rehearsal:stop', {});
  await Promise.all(gone);
  await empty;
  expect(wizardProcesses()).toEqual([]);
  await start(2); // another rehearsal can start
});

test('a rehearsal whose process dies is reported as ended', async () => {
  await start(3);
  const gone = [changes(here(), 'none'), changes(there(), 'none')];
  process.kill(wizardProcesses()[0] ?? raise(), 'SIGKILL');
  await Promise.all(gone);
  expect(one?.log.some(({ msg }) => msg === 'the simulated wizards exited unexpectedly')).toBe(true);
  await start(2);
});

test('simulated wizards leave when the event ends: the next event begins without them', async () => {
  const there = here().waitForMessage('counts:changed', ({ wands }) => wands === 3);
  await start(3);
  await there;
  const gone = changes(here(), 'none');
  const { event, books } = here().state;
  const next = await here().ask<EventInfo>('event:begin', { after: event.code, title: 'Next', bookId: books.current });
  await gone;
  expect(wizardProcesses()).toEqual([]);
  const rows = await one?.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM participants p JOIN events e ON e.id = p.event_id WHERE e.code = $1',
    [next.code],
  );
  expect(rows).toEqual([{ n: 0 }]);
});

function raise(): never {
  throw new Error('not started');
}
