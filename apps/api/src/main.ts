import 'reflect-metadata';
import { banner } from './startup-banner.js';
import { createLog } from './platform/logging/log.js';
import { USAGE, parseOptions } from './platform/config/options.js';
import { startServer } from './server.js';

/** A graceful stop that takes longer is cut off, ms, so that Ctrl-C ends the process within 5 s. */
const STOP_TIMEOUT_MS = 4_500;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  const stopRequested = stopSignal(); // before the start, so that an interrupted start is also cleaned up
  const log = createLog(options.logLevel);
  const server = await startServer(options, log);
  if (options.rehearse > 0) await server.rehearse(options.rehearse);
  console.log(banner(server));
  void server.warmUp();

  log.info({ signal: await stopRequested }, 'stopping');
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  await server.stop();
  process.exit(0);
}

/** Resolves at the first stop signal. Handlers stay installed: the terminal and npm may both send the same Ctrl-C. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
}

main().catch((error: unknown) => {
  console.error(`wandcast: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
