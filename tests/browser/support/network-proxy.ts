import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * What a network lets through: everything; all but websockets, which neither open nor fail; pages but no sockets of ours;
 * or nothing.
 */
type Passage = 'open' | 'polling' | 'pages' | 'shut';

/** The way between phones and a server, which can be cut. Phones open `url`, which stays the same whatever happens. */
export interface NetworkProxy {
  readonly url: string;
  /** Cuts what is connected, and lets through no more than that from now on. */
  setMode(passage: Passage): void;
  close(): Promise<void>;
}

const ROOM = /^(GET|POST) \/socket\.io\//;
const WEBSOCKET = /^GET \/socket\.io\/\S*transport=websocket/;

/** Opens a way to the server at `url`. */
export async function openProxy(url: string): Promise<NetworkProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let passage: Passage = 'open';

  const server: Server = createServer((near) => {
    if (passage === 'shut') {
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
      if (passage === 'pages' && ROOM.test(asked)) near.destroy();
      else if (passage !== 'polling' || !WEBSOCKET.test(asked)) far.write(bytes);
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
      passage = next;
      if (next !== 'open') cut();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
