import { cp, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
import { openPool, tableDigests } from '../../support/database-pool.js';
import { runCommandProcess, temporaryFolder } from '../../support/server-process.js';
import { createBareDatabase } from '../../support/test-database.js';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const ROWS = fileURLToPath(new URL('../../fixtures/database-0.1.0/rows.sql.gz', import.meta.url));
const LAST_OF_0_1_0 = '20261130000000_phones_in_the_wild';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  file = path.join(folder, 'old.sql.gz');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an external database', () => {
  test('of version 0.1.0 is backed up, restored elsewhere and migrated by the next start', async () => {
    const [old, empty] = [await createBareDatabase(), await createBareDatabase()];
    try {
      for (const name of (await readdir(MIGRATIONS)).filter((one) => /^\d/.test(one) && one <= LAST_OF_0_1_0))
        await cp(path.join(MIGRATIONS, name), path.join(path.join(folder, 'migrations'), name), { recursive: true });
      await migrate(old.url, path.join(folder, 'migrations'));
      const pool = openPool(old.url);
      await pool.query(gunzipSync(await readFile(ROWS)).toString('utf8'));
      await pool.end();
      (await runCommandProcess('backup', [file, '--json'], { DATABASE_URL: old.url })).json();
      const restored = (await runCommandProcess('restore', [file, '--json'], { DATABASE_URL: empty.url })).json();
      expect(restored).toMatchObject({ replaced: null });
      expect(await tableDigests(empty.url)).toEqual(await tableDigests(old.url));
      expect(await migrate(empty.url)).not.toEqual([]);
    } finally {
      await old.remove();
      await empty.remove();
    }
  });

  test('that holds tables of something else is left alone', async () => {
    const other = await createBareDatabase();
    try {
      const pool = openPool(other.url);
      await pool.query('CREATE TABLE invoices (id int)');
      await pool.end();
      const { code, stderr } = await runCommandProcess('restore', [file], { DATABASE_URL: other.url }); // prettier-ignore
      expect([code, stderr]).toEqual([1, expect.stringContaining('tables of something else')]);
      expect(Object.keys(await tableDigests(other.url))).toEqual(['invoices']);
    } finally {
      await other.remove();
    }
  });
});
