import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What a network lets through: everything, pages but no sockets of ours, or nothing. */
type Passage = 'open' | 'pages' | 'shut';

/** The way between phones and a server, which can be cut. Phones open `url`, which stays the same whatever happens. */
export interface Way {
  readonly url: string;
  /** Cuts what is connected, and lets through no more than that from now on. */
  become(passage: Passage): void;
  close(): Promise<void>;
}

const ROOM = /^(GET|POST) \/socket\.io\//;

/** Opens a way to the server at `url`. */
export async function openWay(url: string): Promise<Way> {
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
      if (passage === 'pages' && ROOM.test(bytes.subarray(0, 40).toString('latin1'))) near.destroy();
      else far.write(bytes);
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
    become(next) {
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
