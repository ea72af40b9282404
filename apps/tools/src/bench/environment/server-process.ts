import { spawn } from 'node:child_process';
import { UsageError } from '../../cli/command.js';
import type { Site } from './bench-environment.js';

/** A server under load, in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves with what `pattern` found in the server's output: how it says that it is ready. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Rejects when the server ends before it was stopped, or the bench is interrupted; never resolves. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

export interface ServerStart {
  /** For messages: "our server". */
  readonly name: string;
  /** Flags of node, the script, and the script's own arguments. */
  readonly args: readonly string[];
  readonly databaseUrl: string;
}

const READY_MS = 40_000;

export function startServerProcess(site: Site, { name, args, databaseUrl }: ServerStart): ServerProcess {
  const env = { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: '', PUBLIC_URL: '' }; // this machine alone
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  site.leftovers.addChild(child);
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
      for (const listener of listeners) listener();
    });

  let stopping = false;
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (!stopping) reject(new UsageError(`${name} ended (${signal ?? code ?? ''}): ${lastLine(said)}`));
    });
    const interrupted = (): void => {
      reject(new UsageError('interrupted'));
    };
    site.stopped.addEventListener('abort', interrupted);
    if (site.stopped.aborted) interrupted();
  });
  ended.catch(() => undefined); // whoever waits for something of the server races with it

  return {
    pid: child.pid ?? 0,
    ended,
    async says(pattern) {
      let late: NodeJS.Timeout | undefined;
      const found = new Promise<RegExpExecArray>((resolve, reject) => {
        late = setTimeout(() => {
          reject(new UsageError(`${name} was not ready after ${READY_MS / 1000} s: ${lastLine(said)}`));
        }, READY_MS);
        const look = (): void => {
          const match = pattern.exec(said);
          if (match === null) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
      });
      try {
        return await Promise.race([found, ended]);
      } finally {
        clearTimeout(late);
      }
    },
    async stop() {
      stopping = true;
      await site.leftovers.stop(child);
    },
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
