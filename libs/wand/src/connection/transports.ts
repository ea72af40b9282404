/** How long a connection may take to open, ms: a network that swallows everything must not keep one from the next try. */
const OPEN_TIMEOUT_MS = 6_000;

/** The ways to connect of every page and wand, in the order they are tried: some networks let no websocket through. */
export function transports() {
  const order: ('websocket' | 'polling')[] = ['websocket', 'polling'];
  return { transports: order, tryAllTransports: true, timeout: OPEN_TIMEOUT_MS };
}

/** What turning needs of a socket. */
interface Turnable {
  readonly io: { readonly opts: { readonly transports?: unknown[] | undefined } };
}

/**
 * To be called with each failed try: after one whose time ran out, the next begins with the other transport. A websocket
 * that is refused makes way for polling by itself; one that neither opens nor fails, as behind some proxies and in some
 * browsers, would be waited for at every try.
 * @param error that of `connect_error`
 */
export function turnTransports({ io: { opts } }: Turnable, error: Error): void {
  if (error.message === 'timeout') opts.transports?.reverse(); // the manager's own word; each try reads them anew
}
