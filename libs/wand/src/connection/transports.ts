/** How long opening a connection may take, ms. Some networks drop packets silently, and the next attempt must not wait. */
const OPEN_TIMEOUT_MS = 6_000;

/** Socket.IO transport options for every page and wand. Falls back to polling: some networks block WebSocket. */
export function transports() {
  const order: ('websocket' | 'polling')[] = ['websocket', 'polling'];
  return { transports: order, tryAllTransports: true, timeout: OPEN_TIMEOUT_MS };
}

/** The part of a socket that {@link switchTransportOnTimeout} uses. */
interface TransportOwner {
  readonly io: { readonly opts: { readonly transports?: unknown[] | undefined } };
}

/**
 * Makes the next attempt use the other transport if this one timed out. Call it on every `connect_error`. Socket.IO
 * falls back to polling only if WebSocket fails; behind some proxies and in some browsers it neither opens nor fails.
 * @param error from `connect_error`
 */
export function switchTransportOnTimeout({ io: { opts } }: TransportOwner, error: Error): void {
  if (error.message === 'timeout') opts.transports?.reverse(); // each attempt reads this array
}
