import getPort from 'get-port';

/** Below the ports that operating systems assign to outgoing connections. */
const FIRST = 20_000;
const COUNT = 12_000;

/** Candidates; with more than a few in use, something else is wrong. */
const ATTEMPTS = 50;

/** A port of 127.0.0.1 that nothing listens on. Random, so that processes that start together do not race for one. */
export function freePort(): Promise<number> {
  const candidates = Array.from({ length: ATTEMPTS }, () => FIRST + Math.floor(Math.random() * COUNT));
  return getPort({ port: candidates, host: '127.0.0.1' });
}
