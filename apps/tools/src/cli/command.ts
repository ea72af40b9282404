import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.js';

export type Flags = NonNullable<ParseArgsConfig['options']>;
type Values<F extends Flags> = ReturnType<
  typeof parseArgs<{ options: F & { json: { type: 'boolean' } }; allowPositionals: true }>
>['values'];

interface Invocation<F extends Flags> {
  readonly values: Values<F>;
  readonly files: readonly string[];
  /** Updates a single status line on a terminal; does nothing otherwise. */
  readonly progress: (text: string) => void;
}

export interface Command<F extends Flags, R extends object> {
  /** Usage line and a description of each flag. */
  readonly usage: string;
  readonly flags: F;
  run(invocation: Invocation<F>): Promise<R>;
  /** Formats the result for people. With --json the result is printed as one JSON object on the last line of stdout. */
  report(result: R): string;
}

/**
 * Runs a command with the behavior that all commands share: `--help`, `--json`, progress on a terminal, and a one-line
 * error with a non-zero exit code for bad input.
 */
export async function runCommand<F extends Flags, R extends object>(command: Command<F, R>): Promise<void> {
  try {
    if (process.argv.slice(2).includes('--help')) {
      console.log(command.usage);
      return;
    }
    const options = { ...command.flags, json: { type: 'boolean' } } as F & { json: { type: 'boolean' } };
    const { values, positionals } = parse(options);
    const result = await command.run({ values, files: positionals, progress });
    clearProgress();
    console.log((values as { json?: boolean }).json === true ? JSON.stringify(result) : command.report(result));
  } catch (error) {
    clearProgress();
    console.error(error instanceof UsageError ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}

function parse<O extends Flags>(options: O): ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>> {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0] ?? ''} (see --help)`);
  }
}

let isProgressShown = false;

function progress(text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\x1b[2K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
  isProgressShown = true;
}

function clearProgress(): void {
  if (isProgressShown) process.stderr.write('\r\x1b[2K');
  isProgressShown = false;
}
