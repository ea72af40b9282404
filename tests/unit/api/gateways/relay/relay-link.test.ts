import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeBatch, type Batch, type Frame } from '../../../../../apps/api/src/gateways/relay/relay-batch.js';
import { RelayLink } from '../../../../../apps/api/src/gateways/relay/relay-link.js';

const [here, there] = ['2f0d3cf0-0c0f-4f1a-9f0e-0d7c2c9b8a01', '2f0d3cf0-0c0f-4f1a-9f0e-0d7c2c9b8a02'];
const BEAT_MS = 1_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openLink(send?: () => Promise<void>) {
  const sent: Batch[] = [];
  const heard: Frame[] = [];
  const broken: string[] = [];
  const link = new RelayLink(there, here, true, {
    nodeId: () => here,
    send(_, bytes) {
      sent.push(decodeBatch(bytes));
      return send?.() ?? Promise.resolve();
    },
    onFrame: (frame) => heard.push(frame),
    onBroken: (reason) => broken.push(reason),
  });
  const receive = (number: number, frames: readonly Frame[] = []): void => {
    link.receive({ from: there, link: here, isUp: false, number, frames });
  };
  return { link, sent, heard, broken, receive };
}

describe('what is sent', () => {
  test('at once goes as one batch, in order, and the next is numbered on', async () => {
    const { link, sent } = openLink();
    link.add(['data', [1], 'a']);
    link.add(['data', [2], 'b']);
    await vi.advanceTimersByTimeAsync(20);
    link.add(['close', 1, 'bye']);
    await vi.advanceTimersByTimeAsync(20);
    expect(sent.map(({ number, frames }) => [number, frames])).toEqual([
      [0, [['data', [1], 'a'], ['data', [2], 'b']]], // prettier-ignore
      [1, [['close', 1, 'bye']]],
    ]);
    link.end();
  });

  test('to several goes once, but never before what one of them was sent earlier', () => {
    const { link, sent } = openLink();
    for (const connection of [1, 2, 3]) link.addShared(connection, 'frame');
    link.add(['data', [4], 'own']);
    link.addShared(5, 'other');
    link.addShared(5, 'frame');
    link.addShared(4, 'frame');
    link.flush();
    expect(sent[0]?.frames).toEqual([
      ['data', [1, 2, 3], 'frame'],
      ['data', [4], 'own'],
      ['data', [5], 'other'],
      ['data', [5, 4], 'frame'],
    ]);
    link.end();
  });
});

describe('a link breaks, once,', () => {
  test('when a batch is missing, and hears nothing more', () => {
    const { receive, heard, broken } = openLink();
    receive(0, [['cut', 1]]);
    receive(2, [['cut', 2]]);
    receive(3, [['cut', 3]]);
    expect(heard).toEqual([['cut', 1]]);
    expect(broken).toHaveLength(1);
  });

  test('when a batch cannot be sent', async () => {
    const { link, broken, sent } = openLink(() => Promise.reject(new Error('no Redis')));
    link.add(['cut', 1]);
    await vi.advanceTimersByTimeAsync(20);
    link.add(['cut', 2]);
    await vi.advanceTimersByTimeAsync(20);
    expect(broken).toEqual(['no Redis']);
    expect(sent).toHaveLength(1);
  });

  test('when the other end is silent, which one that has nothing to say is not', async () => {
    const { sent, broken, receive, link } = openLink();
    for (let number = 0; number < 5; number++) {
      await vi.advanceTimersByTimeAsync(BEAT_MS);
      receive(number);
    }
    expect([broken, sent.length]).toEqual([[], 5]);
    await vi.advanceTimersByTimeAsync(5 * BEAT_MS);
    expect(broken).toHaveLength(1);
    link.end();
  });
});
