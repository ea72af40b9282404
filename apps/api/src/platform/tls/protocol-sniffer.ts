import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Server as TlsServer, TLSSocket } from 'node:tls';

/** First byte of a TLS handshake record (RFC 8446, 5.1); no HTTP request starts with it. */
const HANDSHAKE = 22;
/** How long a preconnected browser may stay silent, ms. */
const SILENT_MS = 30_000;

/** Targets for connections once their protocol is known. */
export interface ProtocolHandlers {
  /** Terminates TLS. */
  readonly secure: TlsServer;
  /** Answers plain HTTP from other machines. */
  readonly redirect: HttpServer;
  /** Whether a connection comes from this machine, which may also use plain HTTP. */
  readonly isLocal: (socket: Socket) => boolean;
}

/**
 * Serves TLS and plain HTTP on one port: replaces the connection listeners of `server` with one that checks the first
 * byte. Call it after all other listeners were added.
 * @returns a function that closes undecided connections and refuses new ones
 */
export function sniffProtocol(server: HttpServer, { secure, redirect, isLocal }: ProtocolHandlers): () => void {
  const listeners = server.listeners('connection');
  server.removeAllListeners('connection');
  const serve = (socket: Socket | TLSSocket): void => {
    for (const listener of listeners) Reflect.apply(listener, server, [socket]);
  };

  /** Keyed by remote address and port, because the TLS socket is another object. */
  const undecided = new Map<string, Socket>();
  secure.on('secureConnection', (socket) => {
    undecided.delete(remoteOf(socket));
    serve(socket);
  });
  let isClosing = false;
  server.on('connection', (socket: Socket) => {
    if (isClosing) {
      socket.destroy();
      return;
    }
    const remote = remoteOf(socket);
    undecided.set(remote, socket);
    const forget = (): void => {
      if (undecided.get(remote) === socket) undecided.delete(remote);
    };
    socket.once('close', forget);
    socket.setTimeout(SILENT_MS, () => socket.destroy());
    whenFirstByte(socket, (byte) => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      if (byte === HANDSHAKE) {
        socket.allowHalfOpen = false; // the default of https servers, unlike http servers
        secure.emit('connection', socket); // stays undecided: the handshake may never finish
        return;
      }
      if (!isLocal(socket)) {
        redirect.emit('connection', socket); // kept in `undecided`: only the returned function closes it
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

function remoteOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** Reads the first byte and puts it back. */
function whenFirstByte(socket: Socket, then: (byte: number) => void): void {
  const fail = (): void => {
    socket.destroy();
  };
  const readByte = (): void => {
    const first = socket.read(1) as Buffer | null;
    if (first === null) {
      socket.once('readable', readByte);
      return;
    }
    socket.off('error', fail);
    socket.off('end', fail);
    socket.unshift(first);
    then(first[0] ?? 0);
  };
  socket.on('error', fail);
  socket.on('end', fail);
  readByte();
}
