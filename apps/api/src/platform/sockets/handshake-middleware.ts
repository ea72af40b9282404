import type { Failure, Handshake } from '@wandcast/protocol';
import type { handshakes } from '@wandcast/protocol/messages';
import { parseHandshake } from './parse-handshake.js';
import type { MessageFailures } from './message-failures.js';

interface ArrivingSocket {
  readonly id: string;
  readonly handshake: { readonly auth: unknown };
  readonly data: unknown;
  /** The underlying connection, with what socket-io.adapter.ts kept of its request. */
  readonly conn: {
    readonly sessionToken?: string | undefined;
    readonly phoneCookie?: string | undefined;
    readonly clientAddress?: string;
  };
}

/** The part of a namespace that takes middleware. */
interface MiddlewareHost {
  use(check: (socket: ArrivingSocket, next: (error?: Error & { data?: Failure }) => void) => void): unknown;
}

/**
 * Adds handshake middleware to a namespace: parses the handshake and passes it to `admit`. What either throws refuses
 * the connection with a named failure (SPEC H3).
 */
export function useHandshake<R extends keyof typeof handshakes>(
  namespace: unknown,
  role: R,
  failures: MessageFailures,
  admit: (handshake: Handshake<R>, socket: ArrivingSocket) => void | Promise<void>,
): void {
  (namespace as MiddlewareHost).use((socket, next) => {
    const check = async (): Promise<void> => {
      await admit(parseHandshake(role, socket.handshake.auth), socket);
    };
    check().then(
      () => {
        next();
      },
      (error: unknown) => {
        const failure = failures.of(error, `${role} handshake`, socket.id);
        next(Object.assign(new Error(failure.code), { data: failure }));
      },
    );
  });
}
