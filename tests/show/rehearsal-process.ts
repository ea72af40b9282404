import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../support/server-process.js';

/** Result of `npm run rehearse -- --json`. */
interface RehearsalResult {
  readonly wizards: number;
  readonly came: number;
  readonly turnedAway: number;
  readonly casts: number;
  readonly stored: number;
  readonly refused: number;
  readonly waiting: number;
  readonly lost: number;
  readonly taught: number;
  readonly recognized: number;
  readonly returns: number;
  readonly reloads: number;
}

export interface Rehearsal {
  /** Stops the wizards. @throws Error with their stderr if they failed */
  stop(): Promise<RehearsalResult>;
  kill(): void;
}

/** Starts simulated wizards in their own process, as `npm run rehearse` does. */
export function startRehearsal(url: string, code: string, args: readonly string[]): Rehearsal {
  const script = path.join(root, 'apps/tools/dist/commands/rehearse.js');
  const argv = ['--enable-source-maps', script, '--url', url, '--code', code, '--json', ...args];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close');
  return {
    async stop() {
      child.kill('SIGINT');
      const [status] = (await closed) as [number | null];
      if (status !== 0) throw new Error(`the wizards failed: ${stderr}`);
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as RehearsalResult;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
