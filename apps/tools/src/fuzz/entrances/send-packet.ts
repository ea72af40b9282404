import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { exampleOf } from '../generate/example.js';
import type { Dice } from '../generate/dice.js';
import { nastyTexts } from '../generate/nasty-values.js';
import { namespaceNames, namespaces } from '../oracle/permissions.js';
import { addressOf } from '../people/hostile-client.js';
import { connectPacket, eventPacket } from '../transport/packet.js';
import { RawConnection } from '../transport/raw-connection.js';
import type { FuzzContext, Turn } from './context.js';

/** How long a connection may stay open after it sent nonsense, ms; then the client hangs up. */
const CLOSED_MS = 60;

const HUGE = 120_000;

/** Packets that no client library sends. */
const PACKETS: readonly string[] = [
  ...[
    '',
    '1',
    '2',
    '2probe',
    '3',
    '5',
    '6',
    '4',
    '9',
    '40',
    '40/nope,',
    '40/console,[]',
    '40/wand,{',
    '41/wand,',
    '41',
  ],
  ...[
    '42',
    '42/wand,',
    '42/wand,[',
    '42/wand,["cast:start"',
    '42/wand,0[null]',
    '42/wand,0[{}]',
    '42/wand,0[]',
    '42/wand,[[]]',
  ],
  ...['43/wand,0[]', '43/wand,99999[1]', '43/wand,-1[]', '44/wand,{}', '44', '45', '46', '47/wand,', '4x', '4\0', '\0'],
  ...[
    '4599999999-/wand,["cast:samples",{"_placeholder":true,"num":0}]',
    '451-/wand,["cast:samples",{"_placeholder":true,"num":7}]',
  ],
  ...[
    '45-1-/wand,["x"]',
    '450-/wand,["x"]',
    '451-/wand,["x"]',
    '451-',
    '451.5-/wand,[1]',
    '461-/wand,0[{"_placeholder":true,"num":-1}]',
  ],
  ...['42/wand,99999999999999999999["clock:read",{}]', '42/wand,1e3["clock:read",{}]', '42/wand,0["__proto__",{}]'],
  ...['disconnect', 'disconnecting', 'connect', 'connect_error', 'newListener', 'removeListener', 'error'].map(
    (name) => `42/wand,0["${name}",{}]`,
  ),
  ...[
    `42/${'x'.repeat(60_000)},["x"]`,
    `42/wand,${'['.repeat(50_000)}`,
    `42/wand,0["clock:read",${'{"a":'.repeat(12_000)}`,
    '2'.repeat(HUGE),
  ],
];

/** Sends a damaged packet, text or bytes, before or after joining. */
export async function sendPacket(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  let received = '';
  const connection = await RawConnection.open(
    { url: context.url, client: addressOf(dice) },
    (text) => (received += text),
  );
  const { code, stageToken } = context.world;
  const profile = { nickname: 'Raw Wasp', sigil: 'moth', metal: 'iron' };
  const key = Buffer.from(dice.bytes(32)).toString('base64url');
  if (dice.chance(0.5)) {
    const isWand = dice.chance(0.6);
    const auth = isWand
      ? { protocol: PROTOCOL_VERSION, code, key, profile }
      : { protocol: PROTOCOL_VERSION, token: stageToken };
    await connection.join(isWand ? '/wand' : '/stage', auth);
  }
  const packets = Array.from({ length: 1 + dice.below(3) }, () => packetOf(context, dice));
  connection.send(...packets);
  context.tally.sent += packets.length;
  if (await connection.closedWithin(CLOSED_MS)) context.tally.closed++;
  connection.close();
  const sent = packets.map(String).join(' ');
  if (received.includes('"internal"')) context.findings.add('internal', index, `packets ${sent}`, received);
  const leaked = context.canaries.find(received, 'stage', sent + stageToken);
  if (leaked !== undefined) context.findings.add('leaked', index, `packets ${sent}`, leaked);
}

function packetOf({ world }: FuzzContext, dice: Dice): string | Uint8Array {
  if (dice.chance(0.45)) return dice.pick(PACKETS);
  if (dice.chance(0.15)) return dice.bytes(dice.below(300));
  const namespace = dice.pick(namespaceNames);
  const { name, schema } = dice.pick([...namespaces[namespace].messages.values()]);
  const { text } = dice.chance(0.2)
    ? { text: connectPacket(namespace, { protocol: PROTOCOL_VERSION, code: world.code }) }
    : eventPacket(namespace, dice.below(100), [name, exampleOf(schema, dice, world)]);
  const at = dice.below(text.length);
  switch (dice.below(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + dice.pick(nastyTexts).slice(0, 500) + text.slice(at);
    case 2:
      return text.slice(0, at) + String.fromCharCode(dice.below(0x3000)) + text.slice(at + 1);
    default:
      return text + text;
  }
}
