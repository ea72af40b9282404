import { PROTOCOL_VERSION, isFailure, toFailure, type Failure } from '@wandcast/protocol';
import { transports, switchTransportOnTimeout } from '@wandcast/wand';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import { shallowRef, type ShallowRef } from 'vue';

/** `reconnecting`: was open; the page keeps showing its last state. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** The members of a socket that {@link connectionState} uses. */
interface ConnectionSocket {
  readonly active: boolean;
  readonly io: Parameters<typeof switchTransportOnTimeout>[0]['io'];
  connect(): unknown;
  on(event: 'connect', listener: () => void): unknown;
  on(event: 'disconnect', listener: (reason: string) => void): unknown;
  on(event: 'connect_error', listener: (error: Error & { data?: unknown }) => void): unknown;
}

/**
 * Socket.IO options for the stage, console and preflight pages. The socket reconnects automatically unless it was refused.
 * @param token from the page's link; omitted if the session cookie authenticates the page
 * @param more of the handshake
 */
export function socketOptions(token?: string, more: object = {}): Partial<ManagerOptions & SocketOptions> {
  return {
    ...transports(),
    auth: { protocol: PROTOCOL_VERSION, ...(token !== undefined && { token }), ...more },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  };
}

/** The connection state of `socket`, as a ref. */
export function connectionState(socket: ConnectionSocket): Readonly<ShallowRef<ConnectionState>> {
  const state = shallowRef<ConnectionState>({ kind: 'connecting' });
  socket.on('connect', () => (state.value = { kind: 'open' }));
  socket.on('disconnect', (reason) => {
    state.value = { kind: 'reconnecting' };
    if (reason === 'io server disconnect') socket.connect(); // Socket.IO does not reconnect in this case
  });
  socket.on('connect_error', (error) => {
    switchTransportOnTimeout(socket, error);
    if (socket.active) return; // server unreachable: Socket.IO retries
    state.value = {
      kind: 'refused',
      failure: isFailure(error.data) ? error.data : toFailure('internal', error.message),
    };
  });
  return state;
}
