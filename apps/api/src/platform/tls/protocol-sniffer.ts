import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Server as TlsServer, TLSSocket } from 'node:tls';

/** The first byte of a TLS handshake record (RFC 8446, 5.1); no request of http begins so. */
const HANDSHAKE = 22;
/** Browsers open connections ahead of what they ask; this long they may say nothing, ms. */
const SILENT_MS = 30_000;

/** Who gets a connection once it is known what it speaks. */
export interface Voices {
  /** Ends TLS; connections are handed to it. */
  readonly secure: TlsServer;
  /** Answers plain http from elsewhere. */
  readonly porch: HttpServer;
  /** Whether a connection comes from this machine itself, which is served over plain http too. */
  readonly isOwn: (socket: Socket) => boolean;
}

/**
 * Lets a server that listens, or will, speak TLS and plain http on one port. What it serves over both is what its
 * listeners served until now: call this when they are all there.
 * @returns closes what has not said yet what it speaks, and whatever comes from then on
 */
export function speakBoth(server: HttpServer, { secure, porch, isOwn }: Voices): () => void {
  const listeners = server.listeners('connection');
  server.removeAllListeners('connection');
  const serve = (socket: Socket | TLSSocket): void => {
    for (const listener of listeners) Reflect.apply(listener, server, [socket]);
  };

  /** By where they come from: a connection that speaks TLS is another object once its handshake is done. */
  const undecided = new Map<string, Socket>();
  secure.on('secureConnection', (socket) => {
    undecided.delete(originOf(socket));
    serve(socket);
  });
  let isClosing = false;
  server.on('connection', (socket: Socket) => {
    if (isClosing) {
      socket.destroy();
      return;
    }
    const origin = originOf(socket);
    undecided.set(origin, socket);
    const forget = (): void => {
      if (undecided.get(origin) === socket) undecided.delete(origin);
    };
    socket.once('close', forget);
    socket.setTimeout(SILENT_MS, () => socket.destroy());
    whenFirstByte(socket, (byte) => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      if (byte === HANDSHAKE) {
        socket.allowHalfOpen = false; // as a server of https has it; a server of http has it otherwise
        secure.emit('connection', socket); // still undecided: a handshake may never end
        return;
      }
      if (!isOwn(socket)) {
        porch.emit('connection', socket); // not forgotten: nobody else ends it when all closes
        return;
      }
      forget();
      serve(socket);
    });
  });
  return () => {
    isClosing = true;
    for (const socket of undecided.values()) socket.destroy();
  };
}

function originOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** Looks at the first byte and puts it back. */
function whenFirstByte(socket: Socket, then: (byte: number) => void): void {
  const fail = (): void => {
    socket.destroy();
  };
  const look = (): void => {
    const first = socket.read(1) as Buffer | null;
    if (first === null) {
      socket.once('readable', look);
      return;
    }
    socket.off('error', fail);
    socket.off('end', fail);
    socket.unshift(first);
    then(first[0] ?? 0);
  };
  socket.on('error', fail);
  socket.on('end', fail);
  look();
}
