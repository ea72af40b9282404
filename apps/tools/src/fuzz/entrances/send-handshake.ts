import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { mutate } from '../generate/mutate.js';
import { namespaceNames } from '../oracle/permissions.js';
import { exampleOf } from '../generate/example.js';
import { namespaces } from '../oracle/permissions.js';
import { addressOf } from '../people/hostile-client.js';
import { toJson } from '../transport/packet.js';
import { RawConnection } from '../transport/raw-connection.js';
import type { FuzzContext, Turn } from './context.js';

/** Namespaces that nobody joins without a token of this server. */
const CLOSED = new Set<string>(['/console', '/stage']);

/** Joins a namespace with a damaged handshake, or as nobody. */
export async function sendHandshake(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const namespace = dice.pick(namespaceNames);
  const example = exampleOf(namespaces[namespace].handshake, dice, context.world);
  const valid = { ...(example as object), protocol: PROTOCOL_VERSION };
  const auth = dice.chance(0.2) ? valid : mutate(valid, dice);
  let received = '';
  // The cookie of an owner, from a page of another site, must open nothing.
  const hijack = {
    cookie: `wandcast=${context.root.token}`,
    origin: dice.pick(['https://evil.example', 'null', 'http://127.0.0.1:1']),
  };
  const headers = dice.chance(0.3) ? hijack : {};
  const connection = await RawConnection.open(
    { url: context.url, client: addressOf(dice), headers },
    (text) => (received += text),
  );
  context.tally.sent++;
  const joined = await connection.join(namespace, auth);
  if (joined === 'closed') context.tally.closed++;
  else context.tally.answered++;
  const what = `handshake of ${namespace} ${toJson(auth)}`;
  if (joined === 'joined' && CLOSED.has(namespace)) context.findings.add('unauthorised', index, what);
  if (joined === 'refused' && connection.refusal.includes('"internal"')) context.findings.add('internal', index, what);
  const leaked = context.canaries.find(received, 'outsider', toJson(auth));
  if (leaked !== undefined) context.findings.add('leaked', index, what, leaked);
  connection.close();
}
