import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * `open`: everything passes. `polling`: websockets neither open nor fail. `pages`: only pages, no Socket.IO. `shut`:
 * nothing.
 */
type ProxyMode = 'open' | 'polling' | 'pages' | 'shut';

/** A proxy between phones and the server that can block traffic. */
export interface NetworkProxy {
  readonly url: string;
  /** Closes all connections, then allows only what the mode permits. */
  setMode(mode: ProxyMode): void;
  close(): Promise<void>;
}

const ROOM = /^(GET|POST) \/socket\.io\//;
const WEBSOCKET = /^GET \/socket\.io\/\S*transport=websocket/;

/** Starts a proxy for the server at `url`. */
export async function openProxy(url: string): Promise<NetworkProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let mode: ProxyMode = 'open';

  const server: Server = createServer((near) => {
    if (mode === 'shut') {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes) => {
      const asked = bytes.subarray(0, 200).toString('latin1');
      if (mode === 'pages' && ROOM.test(asked)) near.destroy();
      else if (mode !== 'polling' || !WEBSOCKET.test(asked)) far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setMode(next) {
      mode = next;
      if (next !== 'open') cut();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
