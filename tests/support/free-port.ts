import getPort, { portNumbers } from 'get-port';

/** Below the ports that servers choose for their databases, and below those of outgoing connections. */
const FIRST = 10_000;
const PER_WORKER = 1_000;

/** Vitest numbers the workers that run at the same time from 1. */
const worker = Number(process.env['VITEST_POOL_ID']);

/**
 * A free port of 127.0.0.1 that no other worker takes, even while it is free for a moment because a test restarts its
 * server.
 */
export function freePort(): Promise<number> {
  const first = FIRST + worker * PER_WORKER;
  const ports = [...portNumbers(first, first + PER_WORKER - 1)];
  const start = Math.floor(Math.random() * PER_WORKER);
  return getPort({ port: [...ports.slice(start), ...ports.slice(0, start)], host: '127.0.0.1', reserve: true });
}
