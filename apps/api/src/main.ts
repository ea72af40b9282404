import 'reflect-metadata';
import { banner } from './startup-banner.js';
import { createLog } from './platform/logging/log.js';
import { USAGE, parseOptions } from './platform/config/options.js';
import { startServer } from './server.js';

/** A server that cannot stop in this time, ms, is broken: better gone than hanging. Ctrl-C promises 5 s. */
const STOP_MS = 4_500;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  const asked = stopSignal(); // from the first moment: a start that is interrupted must leave nothing either
  const log = createLog(options.logLevel);
  const server = await startServer(options, log);
  if (options.rehearse > 0) await server.rehearse(options.rehearse);
  console.log(banner(server));

  log.info({ signal: await asked }, 'stopping');
  setTimeout(() => process.exit(1), STOP_MS).unref();
  await server.stop();
  process.exit(0);
}

/** Resolves at the first Ctrl-C; a terminal and npm may both deliver the same one. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
}

main().catch((error: unknown) => {
  console.error(`wandcast: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
