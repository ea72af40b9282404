import 'reflect-metadata';
import { renderUnicodeCompact } from 'uqr';
import type { Logger } from 'pino';
import { createLog } from './platform/logging/log.js';
import { USAGE, parseOptions, type Options } from './platform/config/options.js';
import type { RunningServer } from './server.js';
import type { RunningWorker } from './training/workers/start-worker.js';

/** A graceful stop that takes longer is cut off, ms, so that Ctrl-C ends the process within 5 s. */
const STOP_TIMEOUT_MS = 4_500;

/** Runs a server until it is told to stop. @throws Error with one line if it cannot start */
export async function runServer(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  const stopRequested = stopSignal(); // before the start, so that an interrupted start is also cleaned up
  const log = createLog(options.logLevel);
  const running = await (options.role === 'worker' ? runWorker(options, log) : runRooms(options, log));

  log.info({ signal: await stopRequested }, 'stopping');
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  await running.stop();
  process.exit(0);
}

async function runRooms(options: Options, log: Logger): Promise<RunningServer> {
  const { startServer } = await import('./server.js');
  const server = await startServer(options, log);
  if (options.rehearse > 0) await server.rehearse(options.rehearse);
  console.log(banner(server));
  void server.warmUp();
  return server;
}

async function runWorker(options: Options, log: Logger): Promise<RunningWorker> {
  const { startWorker } = await import('./training/workers/start-worker.js');
  const worker = await startWorker(options, log);
  console.log(`\n  Wandcast trains for the servers of its database, at ${worker.url}.\n  Ctrl-C stops everything.\n`);
  return worker;
}

/** Resolves at the first stop signal. Handlers stay installed: the terminal and npm may both send the same Ctrl-C. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
}

/** Text printed after the start: the QR code to join, the links, and whether phones can use their motion sensors. */
function banner({ links, setUpLink, fingerprint }: Pick<RunningServer, 'links' | 'setUpLink' | 'fingerprint'>): string {
  const { join, stage, console, joinInfo } = links;
  const qr = renderUnicodeCompact(join, { border: 1 })
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `
${qr}

  Wandcast is awake.

  Wand     ${join}
  Stage    ${stage}
  Console  ${console}
${setUpLink === undefined ? '' : `  Owner    ${setUpLink}\n           makes you the owner of this Wandcast; works once\n`}${joinInfo.trustUrl === null ? '' : `  Trust    ${joinInfo.trustUrl}\n           open this on your own phone first and compare the fingerprint:\n${inLines(fingerprint ?? '')}\n`}
  ${joinInfo.explanation}
  Ctrl-C stops everything.
`;
}

/** Splits a fingerprint into two lines of 16 bytes. */
function inLines(fingerprint: string): string {
  const bytes = fingerprint.split(':');
  return [bytes.slice(0, 16), bytes.slice(16)].map((half) => `           ${half.join(':')}`).join('\n');
}
