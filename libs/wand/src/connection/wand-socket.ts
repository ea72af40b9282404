import { PROTOCOL_VERSION, type ClockTransport, type ServerToWand, type WandToServer } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Stream } from '../casts/recording.js';
import { transports } from './transports.js';
import type { WandOptions } from './wand-options.js';

export type WandSocket = Socket<ServerToWand, WandToServer>;

/** How long an acknowledgement may take before the cast is sent again, ms. */
const ACK_TIMEOUT_MS = 10_000;

/** A wand's socket, not connected yet. It does not reconnect by itself; see Connection. */
export function wandSocket({
  url,
  code,
  key,
  profile,
}: Pick<WandOptions, 'url' | 'code' | 'key' | 'profile'>): WandSocket {
  const credentials = { protocol: PROTOCOL_VERSION, code, key };
  return io(`${url}/wand`, {
    autoConnect: false,
    forceNew: true, // each wand in a process is its own participant
    ...transports(),
    auth:
      typeof profile === 'function'
        ? (send: (auth: object) => void) => {
            send({ ...credentials, profile: profile() });
          }
        : { ...credentials, profile },
    ackTimeout: ACK_TIMEOUT_MS,
    reconnection: false,
  });
}

/** A stream bound to the socket's current connection: it closes for good when that connection ends (SPEC C6). */
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

/** Reads the server's clock over the socket, and reports the result. */
export function clockTransport(socket: WandSocket): ClockTransport {
  return {
    read: () => socket.emitWithAck('clock:read', {}),
    report: ({ offsetMs, roundTripMs }) => void socket.emit('clock:report', { offsetMs, roundTripMs }),
  };
}
