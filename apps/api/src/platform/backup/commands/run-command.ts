import { parseArgs } from 'node:util';
import path from 'node:path';
import { BackupError } from '../backup-error.js';
import { externalDatabaseUrl } from '../../config/database-url.js';
import { databaseFault, faultText } from '../../database/faults/database-fault.js';
import { useDatabase } from '../use-database.js';

interface FileCommand<R extends object> {
  readonly usage: string;
  /** Whether an embedded database may be created. */
  readonly creates: boolean;
  readonly run: (url: string, file: string) => Promise<R>;
  /** The result for people. */
  readonly report: (result: R & { readonly seconds: number }, file: string) => string;
}

/**
 * Runs a command on one file and the database, with `--data`, `DATABASE_URL`, `--json` and `--help`. Bad input and
 * databases that cannot be used exit with 1 and one line.
 */
export async function runFileCommand<R extends object>({ usage, creates, run, report }: FileCommand<R>): Promise<void> {
  let external: string | undefined;
  try {
    external = externalDatabaseUrl(process.env);
    const { values, positionals } = parseOptions();
    if (values.help) {
      console.log(usage);
      return;
    }
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new BackupError('name one file (see --help)');
    const file = path.resolve(name);
    const began = performance.now();
    const place = { url: external, dataFolder: values.data, create: creates };
    const result = await useDatabase(place, (url) => run(url, file));
    const totals = { ...result, seconds: Math.round(performance.now() - began) / 1000 };
    console.log(values.json ? JSON.stringify(totals) : report(totals, file));
  } catch (error) {
    const fault = databaseFault(error);
    const place = external === undefined ? 'embedded' : 'external';
    console.error(`error: ${fault === undefined ? (error as Error).message : faultText(fault, place)}`);
    process.exitCode = 1;
  }
}

function parseOptions() {
  const options = {
    data: { type: 'string', default: '.data' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new BackupError(`${(error as Error).message.split('. ')[0] ?? ''} (see --help)`);
  }
}
