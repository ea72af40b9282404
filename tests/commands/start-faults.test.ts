import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test, type TestContext } from 'vitest';
import { mountSmallDisk, type SmallDisk } from '../../apps/tools/src/chaos/site/small-disk.js';
import { postmasterOf, root, startArguments, startServerProcess, useServerFixture } from '../support/server-process.js';

const fixture = useServerFixture();

interface Refusal {
  readonly code: number | null;
  readonly line: string;
}

/** Starts a server that must refuse to start. @param limit of open files */
async function refusal(args: string[], env: Readonly<Record<string, string>> = {}, limit?: number): Promise<Refusal> {
  const script = `${limit === undefined ? '' : `ulimit -n ${limit} && `}exec "$0" "$@"`;
  const child = spawn('sh', ['-c', script, process.execPath, ...startArguments, '--host', '127.0.0.1', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, VITEST: undefined, LOG_LEVEL: 'silent', ...env },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, line: stderr };
}
const onFolder = (folder: string): string[] => ['--port', String(fixture.port), '--data', folder];

describe('a start that cannot work is refused in one line with the remedy, before anything is started:', () => {
  test('a port in use', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const folder = path.join(path.dirname(fixture.folder), 'other');
    const line = `wandcast: port ${port} is taken: stop the other server or use --port\n`;
    expect(await refusal(['--port', String(port), '--data', folder])).toEqual({ code: 1, line });
    expect(existsSync(folder)).toBe(false);
    other.close();
  });

  test('a file as --data, or above it', async () => {
    const file = path.join(path.dirname(fixture.folder), 'file');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'below')]) {
      const line = `wandcast: ${folder} is a file, not a folder: choose another folder with --data\n`;
      expect(await refusal(onFolder(folder))).toEqual({ code: 1, line });
    }
  });

  test('a folder that cannot be created', async () => {
    const line = 'wandcast: /proc/wandcast/data cannot be created there: choose another folder with --data\n';
    expect(await refusal(onFolder('/proc/wandcast/data'))).toEqual({ code: 1, line });
  });

  test('a folder that cannot be written', async () => {
    const { code, line } = await refusal(onFolder('/sys/kernel'));
    expect(line).toMatch(/^wandcast: \/sys\/kernel [^\n]+: choose another folder with --data\n$/);
    expect(code).toBe(1);
  });

  test('too few file handles', async () => {
    const line =
      'wandcast: this process may open only 256 files, and needs 384 at least: run `ulimit -n 65536` first\n';
    expect(await refusal(onFolder(fixture.folder), {}, 256)).toEqual({ code: 1, line });
  });

  test('a DATABASE_URL that does not answer', async () => {
    const { code, line } = await refusal(onFolder(fixture.folder), { DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/c' });
    expect(line).toMatch(/^wandcast: the database does not answer: [^\n]+ in DATABASE_URL \([^\n]+\)\n$/);
    expect(code).toBe(1);
  });
});

describe('on a full disk (needs root and loop devices), a start is refused in one line:', () => {
  const disks: SmallDisk[] = [];
  afterEach(() => {
    for (const disk of disks.splice(0)) disk.remove();
  });

  /** Skips the test if this machine cannot mount a disk. */
  function openDisk({ skip }: TestContext): SmallDisk {
    const disk = mountSmallDisk(path.dirname(fixture.folder)) ?? skip('no small disk can be mounted here');
    disks.push(disk);
    return disk;
  }

  test('the first one', async (context) => {
    const disk = openDisk(context);
    const folder = path.join(disk.folder, 'data');
    mkdirSync(folder); // which a full disk has no room for
    disk.fill();
    const line = `wandcast: the disk of ${folder} is full: free at least 128 MB\n`;
    expect(await refusal(onFolder(folder))).toEqual({ code: 1, line });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a later one, before PostgreSQL is started; with some space again, it starts', async (context) => {
    const disk = openDisk(context);
    const folder = path.join(disk.folder, 'data');
    const first = await startServerProcess(folder, fixture.port);
    await first.end('SIGTERM');
    disk.fill();
    const log = statSync(path.join(folder, 'postgres.log')).size;
    const line = `wandcast: the disk of ${folder} is full: free at least 32 MB\n`;
    expect(await refusal(onFolder(folder))).toEqual({ code: 1, line });
    expect(statSync(path.join(folder, 'postgres.log')).size).toBe(log);
    expect(postmasterOf(folder)).toBeUndefined();
    disk.free();
    const second = await startServerProcess(folder, fixture.port);
    expect(await second.end('SIGTERM')).toEqual([0, null]);
  });
});

test('a part of the server that cannot be loaded ends the start in one line, and PostgreSQL with it', async () => {
  const fault = `export const load = (url, context, next) => {
    if (/served-app[^/]*\\.js$/.test(url)) throw new Error('the part is missing');
    return next(url, context);
  };`;
  const module = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
  const hook = module(`import { register } from 'node:module'; register(${JSON.stringify(module(fault))});`);
  const { code, line } = await refusal(onFolder(fixture.folder), { NODE_OPTIONS: `--import=${hook}` });
  expect({ code, line }).toEqual({ code: 1, line: 'wandcast: the part is missing\n' });
  expect(existsSync(path.join(fixture.folder, 'postgres/PG_VERSION'))).toBe(true); // it was started
  expect(postmasterOf(fixture.folder)).toBeUndefined();
});

test('a lost password file is named with the remedy; a damaged model card and a killed start do not stop the next one', async () => {
  const first = await fixture.start();
  const [password] = execFileSync('cat', [path.join(fixture.folder, 'postgres-password')])
    .toString()
    .split('\n');
  const pid = path.join(fixture.folder, 'postgres/postmaster.pid');
  const port = execFileSync('cat', [pid]).toString().split('\n')[3] ?? '';
  const database = new pg.Client(`postgresql://postgres:${password ?? ''}@127.0.0.1:${port}/postgres`);
  await database.connect();
  await database.query(
    `INSERT INTO models (version, kind, origin, card, manifest, weights)
     SELECT 99, kind, 'taught', card - 'trainedOn', manifest, weights FROM models WHERE origin = 'starter' LIMIT 1`,
  );
  await database.end();
  await first.end('SIGTERM');

  const file = path.join(fixture.folder, 'postgres-password');
  rmSync(file);
  const { code, line } = await refusal(onFolder(fixture.folder));
  expect(line).toMatch(/^wandcast: the password of the database is lost: copy \S+postgres-password from [^\n]+\n$/);
  expect(code).toBe(1);
  expect(postmasterOf(fixture.folder)).toBeUndefined();

  writeFileSync(file, password ?? '');
  const [dead, alive] = ['postgres.init-999999999', `postgres.init-${process.pid}`];
  for (const draft of [dead, alive]) mkdirSync(path.join(fixture.folder, draft));
  const second = await fixture.start();
  expect((await fetch(`${second.url}/health`)).status).toBe(200);
  expect(second.stderr()).toMatch(/"version":99.*the card of a model is damaged, so it is left out/);
  expect(readdirSync(fixture.folder).filter((name) => name.includes('.init-'))).toEqual([alive]);
});
