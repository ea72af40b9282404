import type { Failure, Handshake } from '@wandcast/protocol';
import type { handshakes } from '@wandcast/protocol/messages';
import type { Admission } from './admissions.js';
import type { ConnectionGuard } from './connection-guard.js';
import { parseHandshake } from './parse-handshake.js';
import type { MessageFailures } from '../failures/message-failures.js';

interface ArrivingSocket {
  readonly id: string;
  readonly handshake: { readonly auth: unknown };
  readonly data: unknown;
  /** The underlying connection, with what socket-io.adapter.ts added to it. */
  readonly conn: {
    readonly guard: ConnectionGuard;
    readonly sessionToken?: string | undefined;
    readonly phoneCookie?: string | undefined;
    readonly clientAddress?: string;
  };
  once(event: 'disconnect', listener: () => void): unknown;
}

/** The part of a namespace that takes middleware. */
interface MiddlewareHost {
  use(check: (socket: ArrivingSocket, next: (error?: Error & { data?: Failure }) => void) => void): unknown;
}

/**
 * Adds handshake middleware to a namespace: parses the handshake and passes it to `admit`, if the guard of the connection
 * allows it. `admit` may return a second step, which waits in turns of its own. What they throw refuses the
 * connection with a named failure (SPEC H3).
 */
export function useHandshake<R extends keyof typeof handshakes>(
  namespace: unknown,
  role: R,
  failures: MessageFailures,
  admit: (handshake: Handshake<R>, socket: ArrivingSocket) => Promise<Admission> | Promise<void>,
): void {
  (namespace as MiddlewareHost).use((socket, next) => {
    const check = async (): Promise<void> => {
      const handshake = parseHandshake(role, socket.handshake.auth);
      const leave = await socket.conn.guard.admit(role, personOf(role, handshake, socket), async () => {
        return (await admit(handshake, socket)) ?? undefined;
      });
      socket.once('disconnect', leave);
    };
    check().then(
      () => {
        next();
      },
      (error: unknown) => {
        const failure = failures.of(error, `${role} handshake`, socket.id);
        failures.answer(failure, () => {
          next(Object.assign(new Error(failure.code), { data: failure }));
        });
      },
    );
  });
}

/** What identifies the person behind a handshake: the key of a wand, the session of a console. Links are shared. */
function personOf(
  role: keyof typeof handshakes,
  handshake: Handshake<keyof typeof handshakes>,
  { conn }: ArrivingSocket,
): string | undefined {
  if ('key' in handshake) return handshake.key;
  return role === 'console' ? (handshake.token ?? conn.sessionToken) : undefined;
}
