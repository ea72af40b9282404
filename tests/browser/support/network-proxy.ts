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
  /** Delays everything by this time in each direction, ms. */
  setDelay(ms: number): void;
  close(): Promise<void>;
}

const SOCKET_IO = /^(GET|POST) \/socket\.io\//;
const WEBSOCKET = /^GET \/socket\.io\/\S*transport=websocket/;

export async function openProxy(url: string): Promise<NetworkProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let mode: NetworkMode = 'open';
  let delay = 0;
  /** Writes in the order of the calls, after the delay. */
  function forward(to: Socket, bytes: Buffer): void {
    if (delay === 0) to.write(bytes);
    else setTimeout(() => to.writable && to.write(bytes), delay);
  }

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
      else if (mode !== 'polling' || !WEBSOCKET.test(head)) forward(far, bytes);
    });
    far.on('data', (bytes) => {
      forward(near, bytes);
    });
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
    setDelay(ms) {
      delay = ms;
    },
    async close() {
      closeAll();
      server.close();
      await once(server, 'close');
    },
  };
}
