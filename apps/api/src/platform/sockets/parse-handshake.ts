import { FailureError, PROTOCOL_VERSION, type Handshake } from '@wandcast/protocol';
import { handshakes } from '@wandcast/protocol/messages';

/**
 * Reads what a connection says of itself.
 * @throws FailureError `protocol-mismatch`, `invalid-message`
 */
export function parseHandshake<R extends keyof typeof handshakes>(role: R, auth: unknown): Handshake<R> {
  const protocol = typeof auth === 'object' && auth !== null && 'protocol' in auth ? auth.protocol : undefined;
  if (typeof protocol === 'number' && protocol !== PROTOCOL_VERSION)
    throw new FailureError('protocol-mismatch', `${protocol} instead of ${PROTOCOL_VERSION}`);
  const parsed = handshakes[role].safeParse(auth);
  if (!parsed.success) throw new FailureError('invalid-message', issuesOf(parsed.error));
  return parsed.data as Handshake<R>;
}

/** What is wrong with a message, for developers: paths and reasons, never the values. */
export function issuesOf({ issues }: { issues: readonly { path: PropertyKey[]; message: string }[] }): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.') || 'message'}: ${message}`)
    .join('; ')
    .slice(0, 300);
}
