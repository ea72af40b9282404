import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../tools/dist/commands/rehearse.js', import.meta.url));

/** Grace period between SIGTERM and SIGKILL, ms. */
const GRACE_MS = 1_000;

/** Simulated wizards in a separate process, so that they load the server only as much as phones would. */
export interface WizardsProcess {
  /** Resolves when the process has exited: with its last line on stderr if it exited unexpectedly, else undefined. */
  readonly exited: Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Starts the wizards. They leave when the event ends or this process dies. */
export async function startWizards(url: string, code: string, wizards: number): Promise<WizardsProcess> {
  const args = [SCRIPT, '--url', url, '--code', code, '--wands', String(wizards), '--one-event'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let lastLine = '';
  if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => (lastLine = line));
  const exit = (once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>).catch(
    (error: unknown): [null, null] => {
      lastLine = (error as Error).message; // the process could not be spawned: reported through `exited`
      return [null, null];
    },
  );
  await once(child, 'spawn');
  let isStopping = false;
  return {
    exited: exit.then(([status, signal]) =>
      isStopping || status === 0 ? undefined : `${signal ?? `exit code ${status}`}: ${lastLine}`,
    ),
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const killTimer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await exit;
      clearTimeout(killTimer);
    },
  };
}
