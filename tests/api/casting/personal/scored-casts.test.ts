import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import type { StoredCast } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castMessages } from '../../../support/cast-messages.js';
import { casts, openConsole, type ConsoleClient } from '../../../support/console-client.js';
import { joinWand, type TestWand } from '../../../support/room/test-wand.js';
import { startTestServer, type TestServer } from '../../../support/test-server.js';

let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
  await client.ask('room:learn', { learning: false });
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

const gale = starterSpellbook.find(({ id }) => id === 'gale')?.glyph ?? '';
const signals = casts(gale, 1, 4, 7)[0] ?? [];

const still = (count: number) => ({
  x: new Float32Array(count),
  y: new Float32Array(count),
  z: new Float32Array(count),
});

/** @param isStill whether the phone did not move */
async function cast(wand: TestWand, i: number, isStill = false): Promise<string> {
  const { t, linear } = signals[i] ?? {};
  if (t === undefined || linear === undefined) throw new Error(`no cast ${i}`);
  const { replay } = castMessages(samplesOf({ t, linear: isStill ? still(t.length) : linear }));
  const { castId } = await wand.ask<StoredCast>('cast:replay', { ...replay, offsetMs: 0, startedAt: Date.now() });
  return castId;
}

const scoredCasts = async (): Promise<unknown[]> =>
  (await server.query('SELECT cast_id FROM predictions')).map((row) => (row as { cast_id: string }).cast_id);

/** Shows the label queue, which lets the server score what is not scored yet. */
async function score(castId: string): Promise<void> {
  await client.ask('queue:show', {});
  await expect.poll(scoredCasts, { timeout: 30_000 }).toContain(castId);
}

test('[R4] scored casts let the server read those of a person again only if one entered quarantine', async () => {
  const wand = await joinWand(server, 'Grey Stoat');
  const first = await cast(wand, 0);
  // Confirmed without a message, so that reading the casts again shows.
  await server.query('UPDATE casts SET confirmed_at = now(), recognized_id = $2 WHERE id = $1', [first, 'gale']);
  const received: unknown[] = [];
  wand.socket.on('adaptation:changed', (adaptation) => received.push(adaptation));
  await score(first);
  await cast(wand, 1);
  await score(await cast(wand, 2)); // answered after what the casts before it caused
  expect(received).toEqual([]);
  await score(await cast(wand, 3, true));
  const castAgain = async (): Promise<unknown> => (await cast(wand, 1), received);
  await expect.poll(castAgain).toEqual([{ casts: 1, spells: 1 }]);
  wand.socket.disconnect();
});
