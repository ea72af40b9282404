import { cp } from 'node:fs/promises';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Answer, StoredCast } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { afterEach, expect, test } from 'vitest';
import { castMessages } from '../support/cast-messages.js';
import { openPool } from '../support/database-pool.js';
import { freePort } from '../support/free-port.js';
import { postmasterOf, removeFolder, startServerProcess, useServerFixture, type ServerProcess } from '../support/server-process.js'; // prettier-ignore
import { connectWand, nextMessage } from '../support/test-server.js';

const fixture = useServerFixture();
let copied: { readonly server: ServerProcess; readonly folder: string } | undefined;
afterEach(async () => {
  await copied?.server.end('SIGKILL');
  if (copied !== undefined) await removeFolder(copied.folder);
  copied = undefined;
});

/** The database that runs on a data folder. */
function databaseUrlOf(folder: string): string {
  const password = readFileSync(path.join(folder, 'postgres-password'), 'utf8').trim();
  const port = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3] ?? '';
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}
async function query(folder: string, text: string): Promise<string[]> {
  const pool = openPool(databaseUrlOf(folder));
  const { rows } = await pool.query<{ value: string }>(text);
  await pool.end();
  return rows.map(({ value }) => value);
}
const castIdsIn = (folder: string): Promise<string[]> => query(folder, 'SELECT id AS value FROM casts ORDER BY id');

/** Acknowledged casts of one wand. @returns their ids */
async function cast({ url }: ServerProcess, folder: string, key: string, count: number): Promise<string[]> {
  const [code = ''] = await query(folder, 'SELECT code AS value FROM events ORDER BY created_at DESC LIMIT 1');
  const wand = connectWand({ url, code }, { key });
  await nextMessage(wand, 'wand:welcomed');
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { replay, castId } = castMessages();
    expect((await wand.emitWithAck('cast:replay', replay)) as Answer<StoredCast>).toMatchObject({ ok: true });
    ids.push(castId);
  }
  wand.disconnect();
  return ids;
}

test('a copy of the data folder, started while the database of a killed server runs on, keeps its rows to itself', async () => {
  const key = newKey();
  const first = await fixture.start();
  const before = await cast(first, fixture.folder, key, 3);
  await first.end('SIGKILL');
  const postmaster = postmasterOf(fixture.folder);
  expect(postmaster).toBeDefined();

  const folder = path.join(path.dirname(fixture.folder), 'copy');
  await cp(fixture.folder, folder, { recursive: true });
  const server = await startServerProcess(folder, await freePort());
  copied = { server, folder };
  expect(postmasterOf(fixture.folder)).toBe(postmaster);
  expect(postmasterOf(folder)).not.toBe(postmaster);
  const onCopy = await cast(server, folder, key, 4); // the copy knows who it was
  expect(await castIdsIn(folder)).toEqual([...before, ...onCopy].sort());
  expect(await castIdsIn(fixture.folder)).toEqual(before);
  expect(await query(folder, 'SELECT count(*)::text AS value FROM participants')).toEqual(['1']);

  expect((await server.end('SIGTERM'))[0]).toBe(0);
  expect(postmasterOf(folder)).toBeUndefined();
  expect(await castIdsIn(fixture.folder)).toEqual(before); // its database still answers
  const again = await fixture.start();
  expect(postmasterOf(fixture.folder)).toBe(postmaster);
  const later = await cast(again, fixture.folder, key, 2);
  expect(await castIdsIn(fixture.folder)).toEqual([...before, ...later].sort());
});
