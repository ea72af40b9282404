import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { starterSpellbook } from '@wandcast/gesture';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { openPool, tableDigests } from '../../support/database-pool.js';
import { root, runCommandProcess, temporaryFolder } from '../../support/server-process.js';
import { startTestServer } from '../../support/test-server.js';

const name = `plain_${randomUUID().replaceAll('-', '')}`;
let folder: string;
let databaseUrl: string;

/** As the database of docker-compose.yml starts for the first time, under another name. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const script = readFileSync(path.join(root, 'deploy/database.sql'), 'utf8')
    .replace(/^\\set password .*$/m, '')
    .replaceAll('wandcast', name)
    .replace(":'password'", "'secret'");
  for (const statement of script.split(';').filter((one) => one.trim() !== '')) await asSuperuser(statement);
  const { host } = new URL(inject('postgresUrl'));
  databaseUrl = `postgresql://${name}:secret@${host}/${name}`;
});
afterAll(async () => {
  await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  await asSuperuser(`DROP ROLE ${name}`);
  await rm(folder, { recursive: true, force: true });
});

async function asSuperuser(statement: string): Promise<void> {
  const pool = openPool(inject('postgresUrl'));
  await pool.query(statement).finally(() => pool.end());
}

test('a role that owns its database and may do nothing else is enough', async () => {
  const [server, other] = [await startTestServer({ databaseUrl }), await startTestServer({ databaseUrl })];
  try {
    const [mayDoMore] = await server.query(
      'SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication)',
    );
    expect(mayDoMore).toBeUndefined();

    const [here, there] = [await openConsole(server), await openConsole(other)];
    const activated = there.waitForMessage(
      'model:changed',
      (model) => model?.spells.includes('hook' as never) === true,
    );
    await here.ask('spell:create', { name: 'Hook', hue: 'veil', glyph: 'M20 80 L20 20 L70 20 L70 50' });
    await activated; // trained, stored and told to the other node
    const [stored] = await castAll(server, casts(starterSpellbook[0]?.glyph ?? '', 1, 1, 3));
    expect(stored?.recognition?.modelId).toBeDefined();
    for (const { socket } of [here, there]) socket.disconnect();
  } finally {
    await other.remove();
    await server.remove();
  }

  const file = path.join(folder, 'all.sql.gz');
  const before = await tableDigests(databaseUrl);
  (await runCommandProcess('backup', [file, '--json'], { DATABASE_URL: databaseUrl })).json();
  (await runCommandProcess('restore', [file, '--json'], { DATABASE_URL: databaseUrl })).json();
  expect(await tableDigests(databaseUrl)).toEqual(before);
});
