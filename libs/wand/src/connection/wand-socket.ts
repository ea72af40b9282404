import { PROTOCOL_VERSION, type ClockTransport, type ServerToWand, type WandToServer } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Stream } from '../casts/recording.js';
import { transports } from './transports.js';
import type { WandOptions } from './wand-options.js';

export type WandSocket = Socket<ServerToWand, WandToServer>;

/** How long an acknowledgement may take before the cast is sent again, ms. */
const ACK_TIMEOUT_MS = 10_000;

/** A wand's connection, not open yet. It does not come back by itself, see Backoff. */
export function wandSocket({
  url,
  code,
  key,
  profile,
}: Pick<WandOptions, 'url' | 'code' | 'key' | 'profile'>): WandSocket {
  return io(`${url}/wand`, {
    autoConnect: false,
    forceNew: true, // several wands in one process are several people
    ...transports(),
    auth: { protocol: PROTOCOL_VERSION, code, key, profile },
    ackTimeout: ACK_TIMEOUT_MS,
    reconnection: false,
  });
}

/** The way of samples over the connection as it is now: closed for good once it breaks, whatever follows (SPEC C6). */
export function streamOn(socket: WandSocket): Stream {
  const { id } = socket;
  let streams = 0;
  return {
    get open() {
      return socket.connected && socket.id === id;
    },
    start: (start) => void socket.emit('cast:start', start),
    samples: (batch) => void socket.emit('cast:samples', batch),
    cancel: (castId) => void socket.emit('cast:cancel', { castId }),
    nextNumber: () => streams++ & 0xffff,
  };
}

/** The way to the server's clock. */
export function clockTransport(socket: WandSocket): ClockTransport {
  return {
    read: () => socket.emitWithAck('clock:read', {}),
    tell: ({ offsetMs, roundTripMs }) => void socket.emit('clock:report', { offsetMs, roundTripMs }),
  };
}
