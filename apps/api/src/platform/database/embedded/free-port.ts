import getPort from 'get-port';

/** Below the ephemeral ports that operating systems assign to outgoing connections. */
const FIRST = 20_000;
const COUNT = 12_000;

/** Random candidates to try. */
const CANDIDATES = 50;

/** A free port of 127.0.0.1. Random, so that processes that start together do not compete for the same one. */
export function freePort(): Promise<number> {
  const candidates = Array.from({ length: CANDIDATES }, () => FIRST + Math.floor(Math.random() * COUNT));
  return getPort({ port: candidates, host: '127.0.0.1' });
}
