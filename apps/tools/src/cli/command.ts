import { parseArgs, type ParseArgsConfig } from 'node:util';

/** An error that is the user's to mend: shown as one line, without a stack. */
export class UsageError extends Error {}

type Flags = NonNullable<ParseArgsConfig['options']>;
type Values<F extends Flags> = ReturnType<
  typeof parseArgs<{ options: F & { json: { type: 'boolean' } }; allowPositionals: true }>
>['values'];

export interface Invocation<F extends Flags> {
  readonly values: Values<F>;
  readonly files: readonly string[];
  /** Shows where the work stands: on a terminal one line that changes, elsewhere nothing. */
  readonly progress: (text: string) => void;
}

export interface Command<F extends Flags, R extends object> {
  /** Usage line and what each flag does. */
  readonly usage: string;
  readonly flags: F;
  run(invocation: Invocation<F>): Promise<R>;
  /** The result for people. With --json it is printed as one JSON object instead, the last line of stdout. */
  report(result: R): string;
}

/**
 * Runs a command the way every command here runs: `--help`, `--json`, progress on a terminal, one clear
 * line and a non-zero exit on bad input.
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
    const isOurs = error instanceof UsageError;
    console.error(isOurs ? `error: ${error.message}` : error);
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

/** A flag that must be a number. @throws UsageError */
export function numberFlag(name: string, text: string, { least = 0, most = Infinity, whole = true } = {}): number {
  const value = Number(text);
  if (
    text.trim() === '' ||
    !Number.isFinite(value) ||
    value < least ||
    value > most ||
    (whole && !Number.isInteger(value))
  )
    throw new UsageError(`--${name} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}"`);
  return value;
}

/** The one file a command works on. @throws UsageError */
export function onlyFile(files: readonly string[]): string {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new UsageError('exactly one FILE is needed (see --help)');
  return file;
}

/** Nearest-rank percentile, rounded to 0.1; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

let shown = false;
function progress(text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\x1b[2K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
  shown = true;
}
function clearProgress(): void {
  if (shown) process.stderr.write('\r\x1b[2K');
  shown = false;
}
