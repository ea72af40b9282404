import { PROTOCOL_VERSION, isFailure, toFailure, type Failure } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { shallowRef, type ShallowRef } from 'vue';

/** `holding`: was open, and is trying to come back; what was shown stays. */
export type Link =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'holding' }
  | { readonly kind: 'refused'; readonly failure: Failure };

type Events = Record<never, never>;

export interface Connection<FromServer extends Events, ToServer extends Events> {
  readonly socket: Socket<FromServer, ToServer>;
  readonly link: Readonly<ShallowRef<Link>>;
}

/** Connects to the namespace of a role with its token. The connection comes back by itself, unless it was refused. */
export function connect<FromServer extends Events, ToServer extends Events>(
  role: 'stage' | 'console',
  token: string,
): Connection<FromServer, ToServer> {
  const link = shallowRef<Link>({ kind: 'connecting' });
  const socket: Socket = io(`/${role}`, {
    transports: ['websocket', 'polling'],
    auth: { protocol: PROTOCOL_VERSION, token },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  socket.on('connect', () => (link.value = { kind: 'open' }));
  socket.on('disconnect', (reason) => {
    link.value = { kind: 'holding' };
    if (reason === 'io server disconnect') socket.connect(); // the only case socket.io leaves to us
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    if (socket.active) return; // no server for now: socket.io tries again by itself
    link.value = {
      kind: 'refused',
      failure: isFailure(error.data) ? error.data : toFailure('internal', error.message),
    };
  });
  return { socket: socket as unknown as Socket<FromServer, ToServer>, link };
}

/** The token of a page's own link, as in `/stage?token=…`; undefined where the link came without. */
export function tokenOf(search: string): string | undefined {
  const token = new URLSearchParams(search).get('token');
  return token === null || token === '' ? undefined : token;
}
