import type { Failure, Handshake } from '@wandcast/protocol';
import type { handshakes } from '@wandcast/protocol/messages';
import { parseHandshake } from './parse-handshake.js';
import type { MessageFailures } from './message-failures.js';

export interface ArrivingSocket {
  readonly id: string;
  readonly handshake: { readonly auth: unknown };
  readonly data: unknown;
  /** The underlying connection, with what of its request was kept: see wand-io.adapter.ts. */
  readonly conn: { readonly sessionToken?: string | undefined; readonly callerAddress?: string };
}

/** A namespace, as far as its door is concerned. */
interface MiddlewareHost {
  use(check: (socket: ArrivingSocket, next: (error?: Error & { data?: Failure }) => void) => void): unknown;
}

/** Puts a check at a namespace's door: the handshake is parsed, then `enter` decides; refusals go back by name (H3). */
export function admit<R extends keyof typeof handshakes>(
  namespace: unknown,
  role: R,
  refusals: MessageFailures,
  enter: (handshake: Handshake<R>, socket: ArrivingSocket) => void | Promise<void>,
): void {
  (namespace as MiddlewareHost).use((socket, next) => {
    const check = async (): Promise<void> => {
      await enter(parseHandshake(role, socket.handshake.auth), socket);
    };
    check().then(
      () => {
        next();
      },
      (error: unknown) => {
        const failure = refusals.of(error, `${role} handshake`, socket.id);
        next(Object.assign(new Error(failure.code), { data: failure }));
      },
    );
  });
}
