import { spawn } from 'node:child_process';
import { UsageError } from '../cli/usage-error.js';
import type { Environment } from './environment.js';
import { lastLine } from './last-line.js';
import { SERVER_ENV } from './server-entry.js';

/** A server in its own process. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves with the first match of `pattern` in the server's output, which is how servers report readiness. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray>;
  /** Rejects if the server ends before it is stopped, or the command is interrupted; never resolves. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

interface ServerStart {
  /** Name for error messages. */
  readonly name: string;
  /** Flags of node, the script, and the script's own arguments. */
  readonly args: readonly string[];
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
}

const READY_TIMEOUT_MS = 40_000;

export function startServerProcess(
  environment: Environment,
  { name, args, databaseUrl, redisUrl = '' }: ServerStart,
): ServerProcess {
  const env = { ...process.env, ...SERVER_ENV, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, PUBLIC_URL: '' }; // no other one
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  environment.cleanup.addChild(child);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      for (const listener of listeners) listener();
    });

  let isStopping = false;
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      environment.stopped.removeEventListener('abort', interrupted); // a bench starts many
      if (!isStopping) reject(new UsageError(`${name} ended (${signal ?? code ?? ''}): ${lastLine(output)}`));
    });
    const interrupted = (): void => {
      reject(new UsageError('interrupted'));
    };
    environment.stopped.addEventListener('abort', interrupted);
    if (environment.stopped.aborted) interrupted();
  });
  ended.catch(() => undefined); // everything that waits for the server races with it

  return {
    pid: child.pid ?? 0,
    ended,
    async waitForOutput(pattern) {
      let timer: NodeJS.Timeout | undefined;
      const found = new Promise<RegExpExecArray>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(new UsageError(`${name} was not ready after ${READY_TIMEOUT_MS / 1000} s: ${lastLine(output)}`));
        }, READY_TIMEOUT_MS);
        const check = (): void => {
          const match = pattern.exec(output);
          if (match === null) return;
          listeners.delete(check);
          resolve(match);
        };
        listeners.add(check);
        check();
      });
      try {
        return await Promise.race([found, ended]);
      } finally {
        clearTimeout(timer);
      }
    },
    async stop() {
      isStopping = true;
      await environment.cleanup.stop(child);
    },
  };
}
