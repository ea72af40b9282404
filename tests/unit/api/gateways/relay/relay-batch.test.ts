import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeBatch,
  encodeBatch,
  type Batch,
  type Frame,
} from '../../../../../apps/api/src/gateways/relay/relay-batch.js';

const [from, link] = ['2f0d3cf0-0c0f-4f1a-9f0e-0d7c2c9b8a01', '2f0d3cf0-0c0f-4f1a-9f0e-0d7c2c9b8a02'];
const batchOf = (frames: readonly Frame[]): Batch => ({ from, link, isUp: true, number: 3, frames });

const number = fc.nat();
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.tuple(
    fc.constant('open' as const),
    number,
    fc.record({ url: fc.string(), clientAddress: fc.string({ maxLength: 90 }), sessionToken: fc.string() }, { requiredKeys: ['url', 'clientAddress'] }), // prettier-ignore
  ),
  fc.tuple(fc.constant('data' as const), fc.array(number), fc.oneof(fc.string(), fc.uint8Array())),
  fc.tuple(fc.constant('close' as const), number, fc.string()),
  fc.tuple(fc.constant('unsent' as const), number, number),
  fc.tuple(fc.constantFrom('pause' as const, 'cut' as const), number),
);

test('a batch is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(frame), (frames) => {
      expect(decodeBatch(encodeBatch(batchOf(frames)))).toEqual(batchOf(frames));
    }),
  );
});

test('what a caller lacks is not there either', () => {
  const frames: Frame[] = [['open', 1, { url: '/', clientAddress: '::1', sessionToken: undefined }]];
  expect(decodeBatch(encodeBatch(batchOf(frames))).frames).toEqual([['open', 1, { url: '/', clientAddress: '::1' }]]);
});

test.each([
  ['another value', 5],
  ['no frames', [from, link, true, 0]],
  ['another id', ['x', link, true, 0, []]],
  ['a frame of another kind', [from, link, true, 0, [['drop', 1]]]],
  ['data of no connection', [from, link, true, 0, [['data', 1, 'x']]]],
  ['data that is no bytes', [from, link, true, 0, [['data', [1], { a: 1 }]]]],
  ['a negative connection', [from, link, true, 0, [['cut', -1]]]],
  ['a long address', [from, link, true, 0, [['open', 1, { url: '/', clientAddress: 'x'.repeat(200) }]]]],
])('%s is no batch', (_, value) => {
  expect(() => decodeBatch(encode(value))).toThrow();
});

test('any bytes are a batch or an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        expect(decodeBatch(bytes).frames).toBeInstanceOf(Array);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});
