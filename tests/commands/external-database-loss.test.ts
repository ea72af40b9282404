import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../apps/api/src/platform/database/embedded/embedded-postgres.js';
import { postgresBinaries } from '../../apps/api/src/platform/database/embedded/postgres-binaries.js';
import { launchPostmaster, type Postmaster } from '../../apps/api/src/platform/database/embedded/postmaster.js';
import { openConsole } from '../support/console-client.js';
import { openPool } from '../support/database-pool.js';
import { freePort } from '../support/free-port.js';
import { healthOf, openWand } from '../support/room/casting-wand.js';
import { ownerOf, startServerProcess, useServerFixture } from '../support/server-process.js';

const fixture = useServerFixture();

/** How long PostgreSQL is away, ms: longer than connections and queries of the bus may take. */
const AWAY_MS = 10_000;

/** A PostgreSQL that no Wandcast server starts or stops. */
async function externalPostgres(folder: string): Promise<{ url: string; launch(): Postmaster }> {
  const { postgres } = await postgresBinaries();
  const first = await startEmbeddedPostgres(folder); // creates the cluster
  await first.stop();
  const url = new URL(first.url);
  url.search = ''; // over the network
  const options = { folder, data: path.join(folder, 'postgres'), port: Number(url.port), settings: [] };
  return { url: url.href, launch: () => launchPostmaster(postgres, options) };
}

test('[T10] an external PostgreSQL may be away for seconds: casts wait on the phones, none is lost or double, and the nodes go on', async () => {
  const external = await externalPostgres(fixture.folder);
  let postgres = external.launch();
  try {
    await expect.poll(() => canQuery(external.url)).toBe(true);
    const env = { DATABASE_URL: external.url };
    const one = await fixture.start([], env);
    const two = await startServerProcess(fixture.folder, await freePort(), [], env);
    try {
      const owner = await ownerOf(one);
      const [here, there] = [await openConsole({ ...one, owner }), await openConsole({ ...two, owner })];
      const wand = await openWand(one);
      await expect.poll(() => wand.stored.length).toBeGreaterThan(3);
      await expect.poll(() => healthOf(one)).toMatchObject({ code: 200, nodes: 2 });

      await postgres.stop();
      await expect
        .poll(() => healthOf(one))
        .toMatchObject({
          ...{ code: 503, status: 'failing' },
          reason: 'the database does not answer: start it, or check the host and the port in DATABASE_URL',
        });
      const storedBefore = wand.stored.length;
      await wait(AWAY_MS);
      expect(await healthOf(two)).toMatchObject({ code: 503 });
      expect(wand.stored.length).toBe(storedBefore);

      postgres = external.launch();
      for (const node of [one, two]) await expect.poll(() => healthOf(node)).toMatchObject({ code: 200, nodes: 2 });
      await expect.poll(() => wand.stored.length).toBeGreaterThan(storedBefore + 3);
      const shown = here.waitForMessage('event:changed', ({ view }) => view === 'training');
      await there.ask('stage:show', { view: 'training' });
      await shown;

      const stored = await wand.stop();
      const pool = openPool(external.url);
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM casts');
      await pool.end();
      expect(rows.map(({ id }) => id).sort()).toEqual([...new Set(stored)].sort());
      await expect.poll(() => one.stderr()).toContain('casts are stored again');
      expect(one.stderr().match(/casts cannot be stored .*the database does not answer: start it/g)).toHaveLength(1);
      for (const client of [here, there]) client.socket.disconnect();
    } finally {
      await two.end('SIGKILL');
      await one.end('SIGKILL'); // before its database
    }
  } finally {
    await postgres.stop();
  }
});

async function canQuery(url: string): Promise<boolean> {
  const pool = openPool(url);
  try {
    await pool.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await pool.end();
  }
}
