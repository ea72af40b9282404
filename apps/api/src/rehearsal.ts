import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../rehearsal/dist/rehearse.js', import.meta.url));

/** How long wizards may take to leave, ms. */
const LEAVE_MS = 1_000;

/** Simulated wizards in a process of their own, so that they cost the server what phones would. */
export function startRehearsal(url: string, code: string, wizards: number): { stop(): Promise<void> } {
  const args = [SCRIPT, '--url', url, '--code', code, '--wands', String(wizards)];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), LEAVE_MS).unref();
      await exit;
    },
  };
}
