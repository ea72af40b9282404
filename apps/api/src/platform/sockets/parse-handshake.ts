import { FailureError, PROTOCOL_VERSION, type Handshake } from '@wandcast/protocol';
import { handshakes } from '@wandcast/protocol/messages';
import { brief, describeIssues } from '../validation/describe-issues.js';

/**
 * Parses the handshake of a connection.
 * @throws FailureError `protocol-mismatch`, `invalid-message`
 */
export function parseHandshake<R extends keyof typeof handshakes>(role: R, auth: unknown): Handshake<R> {
  const protocol = typeof auth === 'object' && auth !== null && 'protocol' in auth ? auth.protocol : undefined;
  if (typeof protocol === 'number' && protocol !== PROTOCOL_VERSION)
    throw new FailureError('protocol-mismatch', `${protocol} instead of ${PROTOCOL_VERSION}`);
  const parsed = handshakes[role].safeParse(auth, brief);
  if (!parsed.success) throw new FailureError('invalid-message', describeIssues(parsed.error));
  return parsed.data as Handshake<R>;
}
