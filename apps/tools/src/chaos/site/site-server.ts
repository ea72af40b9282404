import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../cli/usage-error.js';
import { lastLine } from '../../environment/last-line.js';
import { SERVER_ENTRY, SERVER_ENV } from '../../environment/server-entry.js';

const READY_TIMEOUT_MS = 60_000;
/** Pause between two attempts to reach a server that is starting. */
const PROBE_MS = 20;
/** As many wands as a drive may have. */
const CAPACITY = '5000';
/** A stop that takes longer is a failure of the server. */
const STOP_TIMEOUT_MS = 15_000;

/** What `GET /health` answered. */
export interface HealthAnswer {
  readonly code: number;
  readonly reason: string | undefined;
}

/** A Wandcast server in its own process that is killed and started again on the same folder and port. */
export class SiteServer {
  private child: ChildProcess | undefined;
  private output = '';

  constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it. @returns time until it answered its first request, ms  @throws UsageError if it ends before */
  async start(signal: AbortSignal): Promise<number> {
    const began = performance.now();
    const args = ['--port', String(this.port), '--host', '127.0.0.1', '--data', this.folder, '--capacity', CAPACITY];
    const env = { ...process.env, ...SERVER_ENV, DATABASE_URL: '', REDIS_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'info' };
    const child = spawn(process.execPath, [...SERVER_ENTRY, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output = (this.output + text).slice(-50_000)));
    while ((await this.health()) === undefined) {
      signal.throwIfAborted();
      if (hasEnded(child)) throw new UsageError(`the server did not start: ${lastLine(this.output)}`);
      if (performance.now() - began > READY_TIMEOUT_MS)
        throw new UsageError(`the server did not answer after ${READY_TIMEOUT_MS / 1000} s: ${lastLine(this.output)}`);
      await sleep(PROBE_MS, undefined, { signal });
    }
    return performance.now() - began;
  }

  /** The first match of `pattern` in its output. */
  async waitForOutput(pattern: RegExp, signal: AbortSignal): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match !== null) return match[1] ?? match[0];
      if (this.child === undefined || hasEnded(this.child))
        throw new UsageError(`the server ended: ${lastLine(this.output)}`);
      await sleep(PROBE_MS, undefined, { signal });
    }
  }

  /** @returns undefined if it does not answer within two seconds */
  async health(): Promise<HealthAnswer | undefined> {
    try {
      const response = await fetch(`${this.url}/health`, { signal: AbortSignal.timeout(2_000) });
      const { reason } = (await response.json()) as { reason?: string };
      return { code: response.status, reason };
    } catch {
      return undefined;
    }
  }

  /** Sends a signal without waiting. */
  send(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Sends a signal that ends it, and waits for the end. @throws UsageError if it does not end */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child === undefined || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const late = new AbortController();
    const timeout = sleep(STOP_TIMEOUT_MS, 'late' as const, { signal: late.signal }).catch(() => undefined);
    const first = await Promise.race([ended, timeout]);
    late.abort();
    if (first === 'late') throw new UsageError(`the server did not end ${STOP_TIMEOUT_MS / 1000} s after ${signal}`);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
