import { PROTOCOL_VERSION, isFailure, toFailure, type Failure } from '@wandcast/protocol';
import { Backoff, nameRoom, transports, switchTransportOnTimeout } from '@wandcast/wand';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** `reconnecting`: was open; the page keeps showing its last state. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface Connection {
  readonly state: Readonly<ShallowRef<ConnectionState>>;
  /** Connects at once after a refusal. */
  readonly retry: () => void;
}

/** Pauses after a refusal that may pass. Jitter, because an outage refuses all pages at the same instant. */
const RETRY_BACKOFF = { minMs: 1_000, maxMs: 10_000, jitter: [0.75, 1.25] } as const;

/** The members of a socket that {@link useConnection} uses. */
interface ConnectionSocket {
  readonly active: boolean;
  readonly io: Parameters<typeof switchTransportOnTimeout>[0]['io'] & Parameters<typeof nameRoom>[0]['io'];
  connect(): unknown;
  on(event: 'connect', listener: () => void): unknown;
  on(event: 'disconnect', listener: (reason: string) => void): unknown;
  on(event: 'connect_error', listener: (error: Error & { data?: unknown }) => void): unknown;
}

/**
 * Socket.IO options for the stage, console and preflight pages. With {@link useConnection} the socket reconnects
 * automatically, unless it was refused for good.
 * @param token from the page's link; omitted if the session cookie authenticates the page
 * @param more of the handshake
 */
export function socketOptions(token?: string, more: object = {}): Partial<ManagerOptions & SocketOptions> {
  return {
    ...transports(),
    ...('room' in more && { query: { room: more.room } }), // its node is found at once
    auth: { protocol: PROTOCOL_VERSION, ...(token !== undefined && { token }), ...more },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  };
}

/**
 * The connection state of `socket`. Reconnects after a refusal that may pass, such as during a restart of the database,
 * until the current scope ends.
 */
export function useConnection(socket: ConnectionSocket): Connection {
  const state = shallowRef<ConnectionState>({ kind: 'connecting' });
  const backoff = new Backoff(RETRY_BACKOFF, () => undefined);
  function connect(): void {
    if (!socket.active) socket.connect(); // a second attempt beside one that runs would open a second connection
  }
  socket.on('connect', () => {
    backoff.reset();
    state.value = { kind: 'open' };
  });
  socket.on('disconnect', (reason) => {
    state.value = { kind: 'reconnecting' };
    if (reason === 'io server disconnect') socket.connect(); // Socket.IO does not reconnect in this case
  });
  socket.on('connect_error', (error) => {
    switchTransportOnTimeout(socket, error);
    if (socket.active) return; // server unreachable: Socket.IO retries
    const failure = isFailure(error.data) ? error.data : toFailure('internal', error.message);
    if (failure.code === 'wrong-node' && nameRoom(socket, failure.detail ?? '')) {
      connect();
      return;
    }
    if (failure.mayRetry) backoff.schedule(connect);
    if (failure.mayRetry && state.value.kind === 'reconnecting') return; // the page keeps showing its last state
    state.value = { kind: 'refused', failure };
  });
  onScopeDispose(() => {
    backoff.cancel();
  });
  return {
    state,
    retry: () => {
      if (state.value.kind === 'refused') state.value = { kind: 'connecting' };
      connect();
    },
  };
}
