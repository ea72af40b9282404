import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TrainingProgress } from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../support/console-client.js';
import { freePort } from '../support/free-port.js';
import { root, startArguments } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { becomeMember } from '../support/test-server.js';

/** The image has 250 MB, and its base, Node without a shell, takes more than half of them. */
const MOST_BYTES = 80e6;

let image: string;
let database: TestDatabase;
beforeAll(async () => {
  image = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.remove();
  await rm(image, { recursive: true, force: true });
});

/** The links that a server prints. */
async function linksOf(stdout: NodeJS.ReadableStream): Promise<{ url: string; owner: string; code: string }> {
  let said = '';
  for await (const chunk of stdout) {
    said += String(chunk);
    if (said.includes('Ctrl-C stops everything')) break;
  }
  const [owner = '', code = ''] = [/Owner +(\S+)/.exec(said)?.[1], /[?&]code=(\w+)/.exec(said)?.[1]];
  return { url: new URL(owner).origin, owner, code };
}

test('the files of the Docker image are few, and enough to cast, to train a model and to back everything up', async () => {
  const printed = execFileSync(process.execPath, ['scripts/collect-image.mjs', image], { cwd: root, encoding: 'utf8' });
  const { bytes } = JSON.parse(printed) as { bytes: number };
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(existsSync(path.join(image, 'apps/api/src'))).toBe(false);

  const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, NODE_ENV: 'production' };
  const argv = [...startArguments, '--port', String(await freePort()), '--host', '127.0.0.1'];
  const server = spawn(process.execPath, argv, { cwd: image, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(server, 'exit');
  try {
    const { url, owner: link, code } = await linksOf(server.stdout);
    const client = await openConsole({ url, owner: await becomeMember(link, 'Ada') });
    const [first] = await castAll({ url, code }, casts(starterSpellbook[0]?.glyph ?? '', 1, 1, 3));
    expect(first?.recognition).not.toBeNull();
    for (const { id, glyph } of starterSpellbook.slice(0, 2))
      await castAll({ url, code }, casts(glyph ?? '', 2, 3, 5), { intent: 'teach', spell: id });
    const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'rocket' });
    expect(await client.trainingEnd(id)).toMatchObject({ outcome: 'done' });
    client.socket.disconnect();
    const backup = path.join(image, 'room.backup');
    execFileSync(process.execPath, ['apps/api/dist/platform/backup/commands/backup.js', backup], { cwd: image, env });
    expect(existsSync(backup)).toBe(true);
    expect((await fetch(`${url}/console`)).status).toBe(200);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
});
