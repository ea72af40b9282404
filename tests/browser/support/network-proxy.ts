import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * What the network lets through. `open`: everything. `polling`: everything except WebSocket handshakes, which hang.
 * `pages`: pages, but no Socket.IO connections. `down`: nothing.
 */
type NetworkMode = 'open' | 'polling' | 'pages' | 'down';

/** A TCP proxy in front of a server that can interrupt connections. Phones open `url`, which stays the same. */
export interface NetworkProxy {
  readonly url: string;
  /** Changes the mode. Every mode except `open` also closes all connections. */
  setMode(mode: NetworkMode): void;
  close(): Promise<void>;
}

const SOCKET_IO = /^(GET|POST) \/socket\.io\//;
const WEBSOCKET = /^GET \/socket\.io\/\S*transport=websocket/;

export async function openProxy(url: string): Promise<NetworkProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let mode: NetworkMode = 'open';

  const server: Server = createServer((near) => {
    if (mode === 'down') {
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
      const head = bytes.subarray(0, 200).toString('latin1');
      if (mode === 'pages' && SOCKET_IO.test(head)) near.destroy();
      else if (mode !== 'polling' || !WEBSOCKET.test(head)) far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closeAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setMode(next) {
      mode = next;
      if (next !== 'open') closeAll();
    },
    async close() {
      closeAll();
      server.close();
      await once(server, 'close');
    },
  };
}
