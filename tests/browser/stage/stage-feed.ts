import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { CastId, ServerToStage, StageSnapshot, StageToServer } from '@wandcast/protocol';
import { Server } from 'socket.io';

/** The built stage page with a fake server, for rooms that are too large to simulate. */
export interface StageFeed {
  readonly url: string;
  /** Sent to every page that connects. */
  snapshot: StageSnapshot;
  /** How far the server's clock is ahead of this machine's, ms. */
  aheadMs: number;
  /** Clock readings that pages reported, newest last. */
  readonly clocks: readonly { readonly offsetMs: number; readonly roundTripMs: number }[];
  /** Casts that pages reported in their spotlight, newest last. */
  readonly spotlit: readonly CastId[];
  send<E extends keyof ServerToStage>(event: E, ...args: Parameters<ServerToStage[E]>): void;
  close(): Promise<void>;
}

const WEB = path.resolve(import.meta.dirname, '../../../apps/web/dist');
const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export async function openStageFeed(snapshot: StageSnapshot, port = 0): Promise<StageFeed> {
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(WEB, pathname === '/stage' ? 'stage.html' : path.normalize(pathname));
    readFile(file).then(
      (content) =>
        response.setHeader('content-type', kinds[path.extname(file)] ?? 'application/octet-stream').end(content),
      () => response.writeHead(404).end(),
    );
  });
  const clocks: { readonly offsetMs: number; readonly roundTripMs: number }[] = [];
  const spotlit: CastId[] = [];
  const io = new Server(http);
  const stages = io.of('/stage') as unknown as ReturnType<Server<StageToServer, ServerToStage>['of']>;
  const feed: StageFeed = {
    url: '',
    snapshot,
    aheadMs: 0,
    clocks,
    spotlit,
    send: (event, ...args) => {
      stages.emit(event, ...args);
    },
    close: () => io.close(),
  };
  stages.on('connection', (socket) => {
    socket.on('clock:read', (_, ack) => {
      ack({ ok: true, value: { at: Date.now() + feed.aheadMs } });
    });
    socket.on('clock:report', (reading) => clocks.push(reading));
    socket.on('spotlight:report', ({ castId }) => spotlit.push(castId));
    socket.emit('stage:welcomed', feed.snapshot);
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const { port: own } = http.address() as AddressInfo;
  return Object.assign(feed, { url: `http://127.0.0.1:${own}` });
}
