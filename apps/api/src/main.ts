import 'reflect-metadata';
import { banner } from './banner.js';
import { createLog } from './ops/log.js';
import { USAGE, parseOptions } from './options.js';
import { startRehearsal } from './rehearsal.js';
import { startServer } from './server.js';

/** A server that cannot stop in this time, ms, is broken: better gone than hanging. Ctrl-C promises 5 s. */
const STOP_MS = 4_500;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  const log = createLog(options.logLevel);
  const server = await startServer(options, log);
  console.log(banner(server.links));
  const code = new URL(server.links.join).searchParams.get('code') ?? '';
  const rehearsal = options.rehearse > 0 ? startRehearsal(server.url, code, options.rehearse) : undefined;

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return; // a terminal and npm may both deliver the same Ctrl-C
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    const stopped = rehearsal === undefined ? server.stop() : rehearsal.stop().then(() => server.stop());
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(`wandcast: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
