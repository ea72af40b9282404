import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../support/server-process.js';

/** What `npm run rehearse -- --json` says at the end. */
export interface CrowdTold {
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

export interface Crowd {
  /** Sends them home. @returns what they say they did; throws what they said on stderr where they failed */
  leave(): Promise<CrowdTold>;
  kill(): void;
}

/** Simulated wizards in a process of their own, as `npm run rehearse` runs them. */
export function startCrowd(url: string, code: string, args: readonly string[]): Crowd {
  const script = path.join(root, 'apps/tools/dist/commands/rehearse.js');
  const argv = ['--enable-source-maps', script, '--url', url, '--code', code, '--json', ...args];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close');
  return {
    async leave() {
      child.kill('SIGINT');
      const [status] = (await closed) as [number | null];
      if (status !== 0) throw new Error(`the wizards failed: ${stderr}`);
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as CrowdTold;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
