import { PROTOCOL_VERSION, isFailure } from '@wandcast/protocol';
import { nameRoom } from '@wandcast/wand';
import { io, type Socket } from 'socket.io-client';
import { UsageError } from '../cli/usage-error.js';

const WELCOME_EVENTS = { '/console': 'console:welcomed', '/stage': 'stage:welcomed' } as const;

interface OpenSocket {
  readonly socket: Socket;
  /** Payload of the welcome event. Rejects with a UsageError if the server refuses or cannot be reached. */
  readonly welcomed: Promise<unknown>;
}

/** Connects to a namespace with a token. Await `welcomed` before sending. @param room id of a console's room; by default the main one */
export function openSocket(
  url: string,
  namespace: keyof typeof WELCOME_EVENTS,
  token: string,
  room?: string,
): OpenSocket {
  const socket: Socket = io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ackTimeout: 10_000,
    auth: { protocol: PROTOCOL_VERSION, token, ...(room !== undefined && { room }) },
    ...(room !== undefined && { query: { room } }),
  });
  const welcomed = new Promise<unknown>((resolve, reject) => {
    socket.once(WELCOME_EVENTS[namespace], resolve);
    socket.on('connect_error', (error: Error & { data?: unknown }) => {
      if (isFailure(error.data) && error.data.code === 'wrong-node' && nameRoom(socket, error.data.detail ?? '')) {
        socket.connect();
        return;
      }
      const reason = isFailure(error.data) ? error.data.message : `no server: ${error.message}`;
      reject(new UsageError(reason));
    });
    socket.once('disconnect', () => {
      reject(new UsageError('the server closed the connection before its welcome'));
    });
  });
  return { socket, welcomed };
}
