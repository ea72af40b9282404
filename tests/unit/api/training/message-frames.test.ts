import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameOf, readFrames } from '../../../../apps/api/src/training/workers/message-frames.js';

async function messagesOf(chunks: readonly Buffer[]): Promise<unknown[]> {
  const messages: unknown[] = [];
  for await (const message of readFrames(Readable.from(chunks))) messages.push(message);
  return messages;
}

const message = fc.record({
  kind: fc.string(),
  values: fc.float32Array({ maxLength: 40, noNaN: true }),
  labels: fc.array(fc.option(fc.string())),
});

test('messages arrive as they were sent, however they were cut on their way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 5 }), fc.array(fc.nat(2_000)), async (messages, cuts) => {
      const bytes = Buffer.concat(messages.map(frameOf));
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
      expect(await messagesOf(chunks)).toEqual(messages);
    }),
  );
});

test('a stream that ends within a message, or announces an endless one, is an error', async () => {
  const frame = frameOf({ kind: 'alive' });
  await expect(messagesOf([frame, frame.subarray(0, 9)])).rejects.toThrow('ended within a message');
  await expect(messagesOf([frame.subarray(0, 2)])).rejects.toThrow('ended within a message');
  await expect(messagesOf([Buffer.from([255, 255, 255, 255])])).rejects.toThrow('too large');
});
