import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { isAlive, postmasterOf, removeFolder, root, temporaryFolder } from '../support/server-process.js';
import { connectWand, nextMessage } from '../support/test-server.js';

describe('npm run dev', () => {
  let folder: string;
  let dev: DevelopmentServer;
  beforeAll(async () => {
    folder = await temporaryFolder();
    dev = await startDev(path.join(folder, 'data'), await freePort());
  });
  afterAll(async () => {
    dev.child.kill('SIGKILL');
    await removeFolder(path.join(folder, 'data'));
    await removeFolder(folder);
  });

  test('serves every page from its source, with hot reload', async () => {
    const names = ['', 'stage', 'console', 'summary', 'preflight'];
    const pages = await Promise.all(names.map(async (name) => (await fetch(`${dev.url}/${name}`)).text()));
    expect(new Set(pages.map((page) => /<title>(.*)<\/title>/.exec(page)?.[1])).size).toBe(names.length);
    for (const page of pages) expect(page).toContain('/@vite/client');
  });

  test('passes requests and sockets on to the API', async () => {
    expect(await (await fetch(`${dev.url}/health`)).json()).toMatchObject({ status: 'ok', database: 'embedded' });
    const code = /code=(\w+)/.exec(dev.stdout())?.[1] ?? '';
    const wand = connectWand({ url: dev.url, code });
    await nextMessage(wand, 'wand:welcomed');
    wand.disconnect();
  });

  test('stops everything on Ctrl-C', async () => {
    const postgres = postmasterOf(path.join(folder, 'data')) ?? 0;
    const exit = once(dev.child, 'exit');
    dev.child.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(isAlive(postgres)).toBe(false);
    for (const port of [0, 1].map((next) => Number(new URL(dev.url).port) + next))
      await expect(fetch(`http://localhost:${port}/health`)).rejects.toThrow('fetch failed');
  });
});

interface DevelopmentServer {
  readonly child: ChildProcess;
  readonly url: string;
  stdout(): string;
}

/** Resolves when the API serves; rejects with the output if the process ends before that. */
async function startDev(data: string, port: number): Promise<DevelopmentServer> {
  const args = [path.join(root, 'scripts/dev.mjs'), '--port', String(port), '--data', data];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
  let output = '';
  const serves = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Ctrl-C stops everything')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => {
      reject(new Error(`npm run dev ended:\n${output}`));
    });
  });
  await serves;
  return { child, url: `http://localhost:${port}`, stdout: () => output };
}
