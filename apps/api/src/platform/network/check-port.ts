import { createServer } from 'node:net';
import type { Server } from 'node:net';

/**
 * Opens and closes the port, so that a port in use is reported before a database is started.
 * @throws Error with one line
 */
export async function checkPort(port: number, host: string): Promise<void> {
  if (port === 0) return; // any free one
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenFault(error, port, host));
    });
    server.listen({ port, host }, resolve);
  });
  await closed(server);
}

/** Why a server cannot listen, and what to do. */
export function listenFault(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`port ${port} is taken: stop the other server or use --port`);
    case 'EACCES':
      return new Error(`this user may not listen on port ${port}: use --port with a number above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`${host} is not an address of this machine: check --host`);
    case undefined:
    default:
      return error;
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
