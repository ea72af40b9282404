import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../tools/dist/commands/rehearse.js', import.meta.url));

/** How long wizards may take to leave, ms. */
const LEAVE_MS = 1_000;

/** Simulated wizards in a process of their own, so that they cost the server what phones would. */
export interface WizardsProcess {
  /** Resolves when they are gone, for whatever reason: with their last words if they did not want to go. */
  readonly gone: Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Sends them in. They leave with the event, and if this process dies. */
export async function startWizards(url: string, code: string, wizards: number): Promise<WizardsProcess> {
  const args = [SCRIPT, '--url', url, '--code', code, '--wands', String(wizards), '--one-evening'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let words = '';
  if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => (words = line));
  const exit = (once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>).catch(
    (error: unknown): [null, null] => {
      words = (error as Error).message; // there was no room for another process: told below, and no reason to end
      return [null, null];
    },
  );
  await once(child, 'spawn');
  let isAsked = false;
  return {
    gone: exit.then(([status, signal]) =>
      isAsked || status === 0 ? undefined : `${signal ?? `exit code ${status}`}: ${words}`,
    ),
    async stop() {
      isAsked = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS);
      await exit;
      clearTimeout(late);
    },
  };
}
