import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import { lastLine } from '../../environment/last-line.js';

/** Runs another command in a process of its own. @param file of `dist/commands`  @returns what it prints with --json */
export async function runCommandFile(
  environment: Environment,
  file: string,
  args: readonly string[],
): Promise<unknown> {
  const program = fileURLToPath(new URL(`../../commands/${file}.js`, import.meta.url));
  const child = environment.cleanup.addChild(
    spawn(process.execPath, ['--v8-pool-size=1', program, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const exit = once(child, 'close') as Promise<[number | null]>;
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exit;
  if (environment.stopped.aborted) throw new UsageError('interrupted');
  if (code !== 0) throw new UsageError(`${file} failed: ${lastLine(errors) || lastLine(output)}`);
  return JSON.parse(lastLine(output)) as unknown;
}
