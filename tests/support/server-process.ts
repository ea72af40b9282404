import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import { freePort } from './free-port.js';
import { becomeMember } from './test-server.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** What `npm start` runs in `root`: settings, then Node with arguments. */
const start = (scripts['start'] ?? '').split(' ');

/** Arguments with which `npm start` runs Node. */
export const startArguments: readonly string[] = start.slice(start.indexOf('node') + 1);

/** Environment of `npm start`, such as `NAME=value`. */
const startEnvironment = Object.fromEntries(
  start.flatMap((word) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value]];
  }),
);

/** A server in its own process, as `npm start` runs it. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Output so far. */
  stdout(): string;
  stderr(): string;
  /** Sends a signal and waits for the end. @returns exit code and signal */
  end(signal: NodeJS.Signals): Promise<[number | null, NodeJS.Signals | null]>;
}

/** Creates the owner of a new server from the link it printed. @returns their token */
export function ownerOf(server: ServerProcess): Promise<string> {
  const link = /Owner +(\S+)/.exec(server.stdout())?.[1];
  if (link === undefined) throw new Error('the server printed no owner link');
  return becomeMember(link, `Grace ${server.child.pid}`);
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  await chmod(folder, 0o711); // if started by root, PostgreSQL runs as nobody and must be able to traverse this folder
  return folder;
}

/** Starts a server and waits until it is ready. Rejects with its output if it ends before. */
export async function startServerProcess(
  folder: string,
  port: number,
  args: string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const argv = [...startArguments, '--port', String(port), '--host', '127.0.0.1', '--data', folder, ...args];
  const env = { ...process.env, ...startEnvironment, VITEST: undefined, LOG_LEVEL: 'info', ...more };
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], env, cwd: root });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const server: ServerProcess = {
    child,
    url: `http://127.0.0.1:${port}`,
    stdout: () => out,
    stderr: () => err,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode];
      const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
      child.kill(signal);
      return exit;
    },
  };
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server ended:\n${out}\n${err}`);
  });
  await Promise.race([listening(child), ended]);
  return server;
}

/** Resolves when the banner is printed, which means that the server is ready. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ctrl-C stops everything')) resolve();
    });
  });
}

interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stdout, parsed. @throws Error with the message on stderr if the command failed */
  json(): unknown;
}

/** Runs a compiled command, as its npm script does. @param name of its file  @param more environment variables */
export async function runCommandProcess(
  name: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const words = Object.values(scripts).flatMap((one) => one.split(' '));
  const script = words.find((word) => word.includes('/commands/') && word.endsWith(`/${name}.js`));
  if (script === undefined) throw new Error(`no npm script runs ${name}.js`);
  const env = { ...process.env, ...more };
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: root, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const json = (): unknown => {
    if (code !== 0) throw new Error(`${name} ended with exit code ${code}: ${stderr.trim()}`);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
  return { code, stdout, stderr, json };
}

/** Stops a PostgreSQL that a killed server left running, and removes the folder. */
export async function removeFolder(folder: string): Promise<void> {
  const pid = postmasterOf(folder);
  if (pid !== undefined) {
    process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await rm(folder, { recursive: true, force: true });
}

/** Process id of the PostgreSQL that uses a data folder; undefined if none runs. */
export function postmasterOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    return pid > 1 && isAlive(pid) ? pid : undefined; // the file is empty for a moment
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A data folder and a port for server processes. */
export interface ServerFixture {
  readonly folder: string;
  readonly port: number;
  start(args?: string[], env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
}

/**
 * Provides a new data folder and port to each test, or with `[beforeAll, afterAll]` to all tests of a file or `describe`.
 * Kills the servers and removes the folder afterwards.
 */
export function useServerFixture([before, after] = [beforeEach, afterEach] as const): ServerFixture {
  const servers: ServerProcess[] = [];
  let [folder, port] = ['', 0];
  before(async () => {
    folder = path.join(await temporaryFolder(), 'data');
    port = await freePort();
  });
  after(async () => {
    for (const server of servers.splice(0)) await server.end('SIGKILL');
    await removeFolder(folder);
    await removeFolder(path.dirname(folder));
  });
  return {
    get folder() {
      return folder;
    },
    get port() {
      return port;
    },
    async start(args, env) {
      const server = await startServerProcess(folder, port, args, env);
      servers.push(server);
      return server;
    },
  };
}
