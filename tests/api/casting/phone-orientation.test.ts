import {
  OverviewReader,
  overviewFlags,
  type Answer,
  type CastId,
  type CastPicture,
  type Orientation,
  type ListedCast,
  type Sample,
} from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { openConsole } from '../../support/console-client.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.remove();
});

const iPhone: Orientation = { flipped: true, turned: 90, hand: 'left' };
const unknownSign: Orientation = { flipped: null, turned: 0, hand: 'right' };

/** Casts of one wand: streamed with an orientation, replayed with another one, and replayed without one. */
async function castThree(): Promise<{ castIds: string[]; listed: readonly ListedCast[] }> {
  const wand = connectWand(server);
  await nextMessage(wand, 'wand:welcomed');
  const streamed = castMessages(circle(), { source: 'motion', orientation: iPhone });
  wand.emit('cast:start', streamed.start);
  for (const batch of streamed.batches) wand.emit('cast:samples', batch);
  const others = [castMessages(circle(), { orientation: unknownSign }), castMessages(circle())];
  await wand.emitWithAck('cast:end', streamed.end);
  for (const { replay } of others) await wand.emitWithAck('cast:replay', replay);
  const answer = (await wand.emitWithAck('casts:list', { after: null, limit: 10 })) as Answer<readonly ListedCast[]>;
  wand.disconnect();
  return { castIds: [streamed, ...others].map(({ castId }) => castId), listed: answer.ok ? answer.value : [] };
}

describe('[C11] the orientation of a phone', () => {
  test('is stored with its cast, and sent to its wand and to consoles', async () => {
    const { castIds, listed } = await castThree();
    const stored = await server.query('SELECT flipped, turned, hand FROM casts ORDER BY id');
    expect(stored).toEqual([iPhone, unknownSign, { flipped: null, turned: null, hand: null }]);
    const orientations = new Map(listed.map(({ castId, orientation }) => [castId as string, orientation]));
    expect(castIds.map((id) => orientations.get(id))).toEqual([iPhone, unknownSign, null]);

    const client = await openConsole(server);
    const pictures = await client.ask<CastPicture[]>('casts:show', { castIds: castIds as CastId[] });
    expect(pictures.map(({ orientation }) => orientation)).toEqual([iPhone, unknownSign, null]);
    client.socket.disconnect();

    const headers = { authorization: `Bearer ${server.owner}` };
    const bytes = await (await fetch(`${server.url}/api/casts/overview`, { headers })).arrayBuffer();
    const [page] = new OverviewReader().push(new Uint8Array(bytes));
    const { flipped, signKnown, left, right } = overviewFlags;
    const ofOrientation = Array.from(
      page?.columns.flags ?? [],
      (flags) => flags & (flipped | signKnown | left | right),
    );
    expect(ofOrientation).toEqual([flipped | signKnown | left, right, 0]);
  });

  test.each([
    ['an invalid turn', { ...iPhone, turned: 45 }],
    ['an unknown hand', { ...iPhone, hand: 'third' }],
    ['no sign', { turned: 0, hand: 'right' }],
    ['an unknown field', { ...iPhone, browser: 'Safari' }],
  ])('is rejected with %s', async (_, orientation) => {
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const answer = (await wand.emitWithAck(
      'cast:replay',
      castMessages(circle(), { orientation }).replay,
    )) as Answer<unknown>;
    expect(answer.ok || answer.failure.code).toBe('invalid-message');
    wand.disconnect();
  });
});

describe('the sample rate of a cast', () => {
  test('is measured: with jitter, a gap and readings at the same time', async () => {
    const times = [0, 12, 30, 30, 51, 60, 78, 95, 215, 231, 250]; // a gap of 120 ms
    const samples: Sample[] = times.map((t) => ({ t, linear: [t / 50, 3, -t / 90], gravity: [t / 50, 12.8, -t / 90] }));
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const { replay, castId } = castMessages(samples, { source: 'motion', orientation: iPhone });
    await wand.emitWithAck('cast:replay', replay);
    wand.disconnect();
    const rows = await server.query(`SELECT rate_hz, max_gap_ms, duration_ms, count FROM casts WHERE id = '${castId}'`);
    expect(rows).toEqual([{ rate_hz: 40, max_gap_ms: 120, duration_ms: 250, count: 11 }]); // ten intervals in 250 ms
  });
});
