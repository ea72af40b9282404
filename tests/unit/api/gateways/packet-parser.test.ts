import { expect, test } from 'vitest';
import { Decoder } from '../../../../apps/api/src/gateways/packet-parser.js';

type Received = string | Uint8Array;
const SocketIoDecoder = Object.getPrototypeOf(Decoder) as typeof Decoder;

const SAMPLES = '51-/wand,["cast:samples",{"_placeholder":true,"num":0}]';
const OTHER_BINARY = '51-/wand,["cast:replay",{"samples":{"_placeholder":true,"num":0}}]';
const TEXT = '2/wand,["cast:cancel",{"castId":"1"}]';
const bytes = Buffer.from([1, 2, 3]);

/** What a decoder makes of a connection's data: packets, or the error that closes the connection. */
function decoded(Type: typeof Decoder, received: readonly Received[]): unknown[] {
  const decoder = new Type();
  const packets: unknown[] = [];
  decoder.on('decoded', (packet) => packets.push(packet));
  try {
    for (const data of received) decoder.add(data);
  } catch {
    packets.push('closed');
  }
  return packets;
}

test.each<[string, Received[], number]>([
  ['samples', [SAMPLES, bytes, SAMPLES, bytes], 2],
  ['samples between other messages', [TEXT, SAMPLES, bytes, OTHER_BINARY, bytes, SAMPLES, bytes, TEXT], 5],
  ['samples with an acknowledgement', ['51-/wand,7["cast:samples",{"_placeholder":true,"num":0}]', bytes], 1],
  ['samples of another namespace', ['51-/stage,["cast:samples",{"_placeholder":true,"num":0}]', bytes], 1],
  ['a text in place of the bytes of samples', [SAMPLES, TEXT], 1],
  ['samples announced twice', [SAMPLES, SAMPLES, bytes], 1],
  ['samples in place of the bytes of another message', [OTHER_BINARY, SAMPLES, bytes], 1],
  ['bytes that nothing announced', [SAMPLES, bytes, bytes], 2],
])('%s are decoded as by Socket.IO', (_, received, results) => {
  const ours = decoded(Decoder, received);
  expect(ours).toHaveLength(results);
  expect(ours).toEqual(decoded(SocketIoDecoder, received));
});
