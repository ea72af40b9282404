import fc from 'fast-check';
import { PacketType, type Packet } from 'socket.io-parser';
import { expect, test } from 'vitest';
import { Decoder, Encoder } from '../../../../apps/api/src/gateways/packet-parser.js';

const SocketIoDecoder = Object.getPrototypeOf(Decoder) as typeof Decoder;
const SAMPLES = '51-/wand,["cast:samples",{"_placeholder":true,"num":0}]';

/** What a decoder makes of a connection's data: packets, or the error that closes the connection. */
function decoded(Type: typeof Decoder, received: readonly unknown[]): unknown[] {
  const decoder = new Type();
  const packets: unknown[] = [];
  decoder.on('decoded', (packet) => packets.push(packet));
  try {
    for (const data of received) decoder.add(data);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    packets.push('closed');
  }
  decoder.destroy();
  return packets;
}

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
const valid = fc.constantFrom(
  ...[SAMPLES, '0/wand,{"key":"k"}', '1/wand,', '2/wand,7["casts:list",{"after":null}]', '3/wand,7["x"]'],
  ...[
    '51-/wand,["cast:replay",{"samples":{"_placeholder":true,"num":0}}]',
    '52-/wand,["a",{"_placeholder":true,"num":1}]',
  ],
);
/** Characters of a packet are cut out, repeated and replaced. */
const damaged = fc
  .tuple(valid, fc.nat(60), fc.nat(60), fc.string({ maxLength: 6 }))
  .map(([text, from, until, middle]) => text.slice(0, from) + middle + text.slice(until));
const stream = fc.array(fc.oneof(valid, damaged, fc.string({ maxLength: 30 }), bytes), { maxLength: 12 });

test('whatever a connection sends is decoded, or closes it, as by Socket.IO itself', () => {
  fc.assert(
    fc.property(stream, (received) => {
      expect(decoded(Decoder, received)).toEqual(decoded(SocketIoDecoder, received));
    }),
    { numRuns: 5_000 },
  );
});

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const packet = fc.record({
  nsp: fc.constantFrom('/wand', '/stage'),
  data: fc.tuple(
    fc.constantFrom('cast:samples', 'cast:replay', 'me:change'),
    fc.oneof(bytes, json, fc.record({ samples: bytes, n: fc.nat() })),
  ),
});

test('what is encoded is decoded again', () => {
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 5 }), (sent) => {
      const received = sent.flatMap((one) => new Encoder().encode({ ...one, type: PacketType.EVENT }) as unknown[]);
      expect((decoded(Decoder, received) as Packet[]).map(({ nsp, data }) => ({ nsp, data: data as unknown }))).toEqual(
        sent,
      );
    }),
    { numRuns: 1_000 },
  );
});
