import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../environment/environment.js';
import { freePort } from '../../environment/free-port.js';
import { treeRssMb } from '../../environment/process-usage.js';
import { SERVER_ENTRY } from '../../environment/server-entry.js';
import { startServerProcess } from '../../environment/server-process.js';
import { sizeFigure, timeFigure, type Figure } from './figure.js';
import { calibrate } from './calibrate.js';

const POLL_MS = 10;
/** Until the memory of a server that has just started is at rest, ms. */
const REST_MS = 5_000;

/** `npm start` with its own database: on an empty folder, and again. @param run makes the folder a new one */
export async function measureStarts(environment: Environment, run: number): Promise<Figure[]> {
  const folder = path.join(environment.folder, `start ${run}`);
  mkdirSync(folder);
  const first = await start(environment, folder);
  const again = await start(environment, folder);
  return [
    timeFigure('start on an empty folder', first.ms, first.speed),
    timeFigure('start', again.ms, again.speed),
    sizeFigure('memory of an idle server', again.rssMb, 'MB'),
  ];
}

async function start(environment: Environment, folder: string): Promise<{ ms: number; speed: number; rssMb: number }> {
  const speed = calibrate();
  const port = await freePort();
  const began = performance.now();
  const server = startServerProcess(environment, {
    name: 'the Wandcast server',
    args: [...SERVER_ENTRY, '--port', String(port), '--host', '127.0.0.1', '--data', folder],
    databaseUrl: '', // its own
  });
  try {
    await Promise.race([healthy(`http://127.0.0.1:${port}/health`, environment.stopped), server.ended]);
    const ms = performance.now() - began;
    await sleep(REST_MS);
    return { ms, speed, rssMb: treeRssMb(server.pid) };
  } finally {
    await server.stop();
  }
}

async function healthy(url: string, stopped: AbortSignal): Promise<void> {
  for (;;) {
    const response = await fetch(url, { signal: stopped }).catch(() => undefined);
    if (response?.ok === true) return;
    stopped.throwIfAborted();
    await sleep(POLL_MS);
  }
}
