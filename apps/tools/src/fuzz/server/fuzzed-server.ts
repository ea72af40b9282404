import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import { freePort } from '../../environment/free-port.js';
import { SERVER_ENTRY, SERVER_ENV } from '../../environment/server-entry.js';
import type { ProbeCommand, ProbeReport } from './loop-probe.js';

const PROBE = new URL('loop-probe.js', import.meta.url).href;

export interface ServerMemory {
  readonly rssMb: number;
  readonly heapMb: number;
}

/** The real server in its own process, with its log and what the probe in it reports. */
export interface FuzzedServer {
  readonly url: string;
  readonly pid: number;
  readonly databaseUrl: string;
  readonly stageToken: string;
  readonly code: string;
  /** Token that creates the first owner. */
  readonly setUpToken: string;
  /** Ended without being asked to; undefined if it runs. */
  readonly crash: () => string | undefined;
  /** Aborts when it ends without being asked to; the reason holds its last lines. */
  readonly gone: AbortSignal;
  /** Memory after garbage collection, when nothing that was begun is in it any more. Waits until the server is at rest. */
  memory(): Promise<ServerMemory>;
  /** Memory after garbage collection, while the server works. */
  collectedMemory(): Promise<ServerMemory>;
  stop(): Promise<void>;
}

interface Listeners {
  readonly onReport: (report: ProbeReport) => void;
  /** A line of the log, level error and above. */
  readonly onError: (line: string) => void;
}

/** How long a server that is too busy to tell its memory is waited for, ms. */
const MEMORY_MS = 180_000;

/** Lines of a server's output in the error that it ended: a stack with its message. */
const LAST_LINES = 12;

export async function startFuzzedServer(environment: Environment, listeners: Listeners): Promise<FuzzedServer> {
  const port = await freePort();
  const databaseUrl = await environment.postgres.create('fuzz');
  const args = [
    ...['--expose-gc', '--import', PROBE, ...SERVER_ENTRY],
    ...['--port', String(port), '--host', '127.0.0.1', '--data', path.join(environment.folder, 'fuzz')],
  ];
  const env = {
    ...process.env,
    ...SERVER_ENV,
    DATABASE_URL: databaseUrl,
    REDIS_URL: '',
    PUBLIC_URL: '',
    LOG_LEVEL: 'warn',
  };
  const spawned = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const child = spawned as ChildProcessByStdio<null, Readable, Readable>;
  environment.cleanup.addChild(child);
  let isStopping = false;
  let crash: string | undefined;
  let lastError = '';
  const lastLines: string[] = [];
  const gone = new AbortController();
  child.once('close', (code, signal) => {
    if (isStopping || environment.stopped.aborted) return;
    crash = `ended (${signal ?? code ?? ''}): ${lastError}`;
    gone.abort(new UsageError(`the server ended (${signal ?? code ?? ''})\n${lastLines.join('\n')}`.trim()));
  });
  child.on('message', (report) => {
    listeners.onReport(report as ProbeReport);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > LAST_LINES) lastLines.shift();
    const level = /^\{"level":(\d+)/.exec(line)?.[1];
    if (level === undefined)
      lastError = line.trim() === '' ? lastError : line; // not of the log: a stack of Node
    else if (Number(level) >= 50) listeners.onError(line);
  });

  let banner = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      banner += text;
      if (banner.includes('Ctrl-C stops everything')) resolve();
    });
    child.once('exit', () => {
      reject(new UsageError(`the server did not start: ${lastError}`));
    });
    environment.stopped.addEventListener('abort', () => {
      reject(new UsageError('interrupted'));
    });
  });
  await ready;
  const found = (pattern: RegExp): string => pattern.exec(banner)?.[1] ?? '';
  return {
    ...{ url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, databaseUrl, crash: () => crash, gone: gone.signal },
    stageToken: found(/\/stage\?token=(\S+)/),
    code: found(/\/\?code=([A-Z0-9]+)/),
    setUpToken: found(/#set-up=(\S+)/),
    memory: () => askMemory(child, 'memory'),
    collectedMemory: () => askMemory(child, 'collected-memory'),
    async stop() {
      isStopping = true;
      await environment.cleanup.stop(child);
    },
  };
}

function askMemory(child: ChildProcess, command: ProbeCommand): Promise<ServerMemory> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      child.off('message', onReport);
      child.off('exit', onLate);
    };
    // Not `once` in a loop, which misses what arrives together with another report.
    const onReport = (message: unknown): void => {
      const report = message as ProbeReport;
      if (report.kind !== 'memory') return;
      settle();
      resolve(report);
    };
    const onLate = (): void => {
      settle();
      reject(new UsageError('the server does not tell its memory'));
    };
    const timer = setTimeout(onLate, MEMORY_MS);
    child.on('message', onReport);
    child.once('exit', onLate);
    child.send(command);
  });
}
