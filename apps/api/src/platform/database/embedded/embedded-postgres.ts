import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../logging/log.js';
import { postgresBinaries } from './postgres-binaries.js';
import { faultText } from '../faults/database-fault.js';
import { freePort } from './free-port.js';
import { adoptPostmaster, launchPostmaster, type Postmaster } from './postmaster.js';
import { embeddedUrl, findPostmaster, removeCopiedFile } from './postmaster-file.js';
import { lastFault } from './postgres-log.js';
import { initializeCluster, readPassword } from './postgres-cluster.js';
import { removeSocketFolder, socketFolder } from './socket-folder.js';

/** PostgreSQL on the server's data folder. If it ends, it is started again on the same port. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** True if an earlier server was killed and left it running. */
  readonly adopted: boolean;
  stop(): Promise<void>;
  /** Stops watching it without stopping it, because another server uses it. */
  leave(): void;
}

export interface EmbeddedPostgresOptions {
  readonly settings?: readonly string[];
  readonly log?: Pick<Log, 'warn' | 'error'>;
  /** Called whenever PostgreSQL was launched, or once when a running one was adopted. */
  readonly onLaunched?: () => void;
}

/** Attempts while the folder is still in use: workers of a killed postmaster need about a second to exit. */
const START_ATTEMPTS = 40;
const RETRY_MS = 250;
/** For so long after it ended, the pause between two attempts to start it again stays short: a room waits. */
const QUICK_RETRIES_MS = 6_000;
/** Longest pause after that. */
const MAX_RETRY_MS = 2_000;
const PING_MS = 25;

/**
 * Starts PostgreSQL in `<folder>/postgres`, or adopts one that a killed server left running there. If this process is
 * root, PostgreSQL runs as `nobody`. Its random password is in `<folder>/postgres-password` (mode 0600).
 * @throws Error with one line if the folder cannot be used or PostgreSQL does not start
 */
export async function startEmbeddedPostgres(
  folder: string,
  { settings = [], log, onLaunched }: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const binaries = await postgresBinaries();
  const data = path.join(folder, 'postgres');
  await initializeCluster(binaries.initdb, folder, data);
  const password = readPassword(folder);
  const urlAt = (port: number, sockets?: string): string => embeddedUrl(password, port, sockets);
  const sockets = socketFolder();
  const launch = (port: number): Postmaster => {
    socketFolder(); // another server that stopped may have removed it
    return launchPostmaster(binaries.postgres, { folder, data, port, sockets, settings });
  };

  const moved = removeCopiedFile(data);
  if (moved !== undefined && (await canConnect(urlAt(moved.port))))
    throw new Error(`${folder} was moved while PostgreSQL (process ${moved.pid}) is running on it: stop that first`);
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const running = findPostmaster(data);
    if (running !== undefined) {
      const { pid, port } = running;
      const url = await firstReachable([urlAt(port, sockets), urlAt(port)]);
      if (url !== undefined) {
        onLaunched?.(); // not before: loading code blocks the event loop so long that the check would time out
        return keepRunning(adoptPostmaster(pid), { folder, launch, log, port, url });
      }
    }
    const port = await freePort();
    const postmaster = launch(port);
    onLaunched?.();
    const url = urlAt(port, sockets);
    if (await waitUntilReady(postmaster, url)) return keepRunning(postmaster, { folder, launch, log, port, url });
    await sleep(RETRY_MS); // a stale pid file, or another server that is starting now
  }
  throw new Error(`PostgreSQL did not start: ${lastFault(folder)}`);
}

interface Place {
  readonly folder: string;
  readonly launch: (port: number) => Postmaster;
  readonly port: number;
  readonly url: string;
  readonly log: Pick<Log, 'warn' | 'error'> | undefined;
}

/** Starts PostgreSQL again whenever it ends, until it is stopped. */
function keepRunning(first: Postmaster, { folder, launch, port, url, log }: Place): EmbeddedPostgres {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let current = first;
  const tryLaunch = async (): Promise<boolean> => {
    try {
      current = launch(port);
    } catch (error) {
      log?.error({ fault: launchFault(error as NodeJS.ErrnoException, folder) }, 'PostgreSQL cannot be started');
      return false;
    }
    return waitUntilReady(current, url);
  };
  const startAgain = async (): Promise<void> => {
    const began = performance.now();
    let reported = lastFault(folder);
    for (let pause = RETRY_MS; ;) {
      if (performance.now() - began > QUICK_RETRIES_MS) pause = Math.min(2 * pause, MAX_RETRY_MS);
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (isStopping()) return;
      if (await tryLaunch()) break;
      const fault = lastFault(folder);
      if (fault !== reported) log?.error({ fault }, 'PostgreSQL does not start');
      reported = fault;
    }
    log?.warn({ ms: Math.round(performance.now() - began) }, 'PostgreSQL is running again');
  };
  const watching = (async () => {
    for (;;) {
      await current.ended;
      if (isStopping()) return;
      log?.error({}, 'PostgreSQL ended; starting it again');
      await startAgain();
    }
  })();
  return {
    url,
    adopted: first.adopted,
    async stop() {
      stopping.abort();
      await current.stop();
      await watching;
      removeSocketFolder();
    },
    leave() {
      stopping.abort();
    },
  };
}

/** Why its process or its log cannot be opened, and what to do. */
function launchFault({ code = '', message }: NodeJS.ErrnoException, folder: string): string {
  if (code === 'ENOSPC') return lastFault(folder);
  if (['EMFILE', 'ENFILE'].includes(code)) return faultText('no-file-handles', 'embedded');
  return `${message}: mend that, it is tried again`;
}

/** Waits until PostgreSQL accepts connections (true) or ends (false). */
async function waitUntilReady(postmaster: Postmaster, url: string): Promise<boolean> {
  let gone = false as boolean; // set by a callback, which the linter cannot see
  void postmaster.ended.then(() => (gone = true));
  while (!gone) {
    if (await canConnect(url)) return true;
    await sleep(PING_MS);
  }
  return false;
}

async function firstReachable(urls: readonly string[]): Promise<string | undefined> {
  for (const url of urls) if (await canConnect(url)) return url;
  return undefined;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
