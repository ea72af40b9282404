import { PROTOCOL_VERSION, isFailure, toFailure, type Failure } from '@wandcast/protocol';
import { transports, turnTransports } from '@wandcast/wand';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import { shallowRef, type ShallowRef } from 'vue';

/** `holding`: was open, and is trying to come back; what was shown stays. */
export type Link =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'holding' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** What a link needs of a socket, whatever messages cross it. */
interface Connecting {
  readonly active: boolean;
  readonly io: Parameters<typeof turnTransports>[0]['io'];
  connect(): unknown;
  on(event: 'connect', listener: () => void): unknown;
  on(event: 'disconnect', listener: (reason: string) => void): unknown;
  on(event: 'connect_error', listener: (error: Error & { data?: unknown }) => void): unknown;
}

/**
 * How pages that people open by a link or a session connect. The connection comes back by itself, unless it was refused.
 * @param token of the page's link; a session is shown by its cookie
 */
export function connecting(token?: string): Partial<ManagerOptions & SocketOptions> {
  return {
    ...transports(),
    auth: { protocol: PROTOCOL_VERSION, ...(token !== undefined && { token }) },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  };
}

/** Follows the state of `socket`'s connection. */
export function linkOf(socket: Connecting): Readonly<ShallowRef<Link>> {
  const link = shallowRef<Link>({ kind: 'connecting' });
  socket.on('connect', () => (link.value = { kind: 'open' }));
  socket.on('disconnect', (reason) => {
    link.value = { kind: 'holding' };
    if (reason === 'io server disconnect') socket.connect(); // the only case socket.io leaves to us
  });
  socket.on('connect_error', (error) => {
    turnTransports(socket, error);
    if (socket.active) return; // no server for now: socket.io tries again by itself
    link.value = {
      kind: 'refused',
      failure: isFailure(error.data) ? error.data : toFailure('internal', error.message),
    };
  });
  return link;
}
