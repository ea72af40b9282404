import { unpackPath, type CastId, type StageResult, type StoredCast } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castOf } from '../../support/room/cast-of.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { openStage, type StageClient } from '../../support/room/stage-client.js';
import { nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { handled, joinWand, type TestWand } from '../../support/room/test-wand.js';

let server: TestServer;
let client: ConsoleClient;
let stage: StageClient;
beforeAll(async () => {
  server = await startTestServer({ roundLead: 2 });
  client = await openConsole(server);
  await client.ask('stage:show', { view: 'live' });
  stage = await openStage(server);
});
afterAll(async () => {
  client.socket.disconnect();
  stage.socket.disconnect();
  await server.remove();
});

/** Sends the first half of a cast, which stays in progress. @returns its id */
async function begin(wand: TestWand, cast = castOf('Ember')): Promise<CastId> {
  wand.socket.emit('cast:start', cast.start);
  wand.socket.emit('cast:samples', cast.batches[0]);
  await handled(wand);
  return cast.castId as CastId;
}
async function joinAll(count: number): Promise<TestWand[]> {
  const wands: TestWand[] = [];
  for (let i = 0; i < count; i++) wands.push(await joinWand(server, `Quiet Otter ${i}`));
  return wands;
}
async function slotOf(wand: TestWand, on = stage): Promise<number> {
  const known = on.snapshot.wands.find(({ id }) => id === wand.me.id)?.slot;
  if (known !== undefined) return known;
  const { joined = [] } = await on.frame(({ joined = [] }) => joined.some(({ id }) => id === wand.me.id));
  return joined.find(({ id }) => id === wand.me.id)?.slot ?? NaN;
}
const strokeOf = async (wand: TestWand, on = stage): Promise<string> => {
  const slot = await slotOf(wand, on);
  const { strokes = [] } = await on.frame(({ strokes = [] }) => strokes.some((stroke) => stroke.slot === slot));
  return strokes.find((stroke) => stroke.slot === slot)?.path ?? '';
};
const resultOf = async (castId: string, on = stage): Promise<StageResult | undefined> => {
  const { results } = await on.frame(({ results = [] }) => results.some((result) => result.castId === castId));
  return results?.find((result) => result.castId === castId);
};
const disconnect = (wands: readonly TestWand[]): void => {
  for (const { socket } of wands) socket.disconnect();
};

describe('[S7] strokes of casts in progress', () => {
  test('are sent while the hand moves, again when samples arrive, and end with the cast', async () => {
    const [wand, other] = [await joinWand(server), await openStage(server)];
    const cast = castOf('Ember');
    await begin(wand, cast);
    const [path, there] = await Promise.all([strokeOf(wand), strokeOf(wand, other)]);
    expect(unpackPath(path).length).toBeGreaterThan(8);
    expect(there).toBe(path);
    const slot = await slotOf(wand);
    wand.socket.emit('cast:samples', cast.batches[1]);
    await stage.frame(({ strokes = [] }) => strokes.some((one) => one.slot === slot && one.path !== path));
    await wand.ask('cast:end', cast.end);
    await resultOf(cast.castId);
    const before = stage.frames.length;
    await stage.frame(({ tick }) => tick > (stage.frames[before - 1]?.tick ?? 0));
    expect(stage.frames.slice(before).flatMap(({ strokes = [] }) => strokes)).toEqual([]);
    disconnect([wand]);
    other.socket.disconnect();
  });

  test('are of at most four casts: those that began first, and a participant in the spotlight', async () => {
    const wands = await joinAll(6);
    const last = wands.at(-1) ?? raise();
    for (const wand of wands) await begin(wand);
    for (const wand of wands.slice(0, 4)) await strokeOf(wand);
    await client.ask('stage:direct', { spotlight: { by: 'participant', participantId: last.me.id } });
    await strokeOf(last);
    const drawn = new Set(stage.frames.flatMap(({ strokes = [] }) => strokes.map(({ slot }) => slot)));
    expect(drawn.has(await slotOf(wands[4] ?? raise()))).toBe(false);
    expect(Math.max(...stage.frames.map(({ strokes = [] }) => strokes.length))).toBeLessThanOrEqual(4);
    await client.ask('stage:direct', { spotlight: { by: 'newest' } });
    disconnect(wands);
  });

  test('of both players of a duel come first', async () => {
    const wands = await joinAll(6);
    for (const wand of wands.slice(0, 4)) await begin(wand);
    const players = wands.slice(4);
    const duel = players.map(({ me }) => me.id);
    const round = await client.ask<{ id: string }>('round:start', { kind: 'duel', spell: 'ember', seconds: 30, duel });
    for (const player of players) await begin(player);
    await Promise.all(players.map((player) => strokeOf(player)));
    await client.ask('round:undo', { roundId: round.id });
    await client.ask('stage:show', { view: 'live' });
    disconnect(wands);
  });

  test('are not sent of hidden participants, nor while the stage shows no casts', async () => {
    const [hidden, wand] = [await joinWand(server, 'Salt Hare'), await joinWand(server)];
    const slots = [await slotOf(hidden), await slotOf(wand)];
    await client.ask('participant:hide', { participantId: hidden.me.id, hidden: true });
    await begin(hidden);
    await client.ask('stage:show', { view: 'leaders' });
    const cast = castOf('Ember');
    await begin(wand, cast);
    const marker = await joinWand(server, 'Marker');
    const markerSlot = await slotOf(marker);
    marker.socket.disconnect();
    await stage.frame(({ left = [] }) => left.includes(markerSlot)); // strokes would have been sent by now
    expect(stage.frames.flatMap(({ strokes = [] }) => strokes).filter(({ slot }) => slots.includes(slot))).toEqual([]);
    await client.ask('stage:show', { view: 'live' });
    await strokeOf(wand); // a stage that shows casts again receives the next stroke
    expect(stage.frames.flatMap(({ strokes = [] }) => strokes).filter(({ slot }) => slot === slots[0])).toEqual([]);
    disconnect([hidden, wand]);
  });
});

describe('[S7] the path of a result', () => {
  test('is sent of a recognized cast, and of at most six per second when many end at once', async () => {
    const wands = await joinAll(10);
    const sent = wands.map(() => castOf('Ember'));
    const began = performance.now();
    const stored = await Promise.all(
      wands.map((wand, i) => wand.ask<StoredCast>('cast:replay', sent[i]?.replay ?? {})),
    );
    expect(stored.every(({ recognition }) => recognition?.spell === 'ember')).toBe(true);
    const results = await Promise.all(sent.map(({ castId }) => resultOf(castId)));
    const paths = results.flatMap((result) => (result?.path === undefined ? [] : [result.path]));
    expect(paths.length).toBeGreaterThanOrEqual(1);
    expect(paths.length).toBeLessThanOrEqual(6 * Math.ceil((performance.now() - began) / 1_000));
    expect(unpackPath(paths[0] ?? '')).toHaveLength(32);
    disconnect(wands);
  });

  test('is always sent of the participant in the spotlight', async () => {
    const wands = await joinAll(9);
    const chosen = wands.at(-1) ?? raise();
    await client.ask('stage:direct', { spotlight: { by: 'participant', participantId: chosen.me.id } });
    await Promise.all(wands.slice(0, 8).map((wand) => wand.ask('cast:replay', castOf('Ember').replay)));
    const cast = castOf('Tide');
    await chosen.ask('cast:replay', cast.replay);
    expect(unpackPath((await resultOf(cast.castId))?.path ?? '')).toHaveLength(32);
    await client.ask('stage:direct', { spotlight: { by: 'newest' } });
    disconnect(wands);
  });
});

describe('[S10] a cast in the spotlight', () => {
  test('is reported to its wand once, whichever stage reports it', async () => {
    const [wand, other] = [await joinWand(server), await openStage(server)];
    const told: unknown[] = [];
    wand.socket.on('spotlight:entered', (value: unknown) => told.push(value));
    const [first, second] = [castOf('Ember'), castOf('Tide')];
    for (const { replay } of [first, second]) await wand.ask('cast:replay', replay);
    for (const { castId } of [first, second]) await resultOf(castId);
    const entered = nextMessage(wand.socket, 'spotlight:entered');
    for (const { socket } of [stage, other, stage]) socket.emit('spotlight:report', { castId: first.castId });
    expect(await entered).toEqual({ castId: first.castId });
    for (const { socket } of [stage, other]) await handled({ socket });
    other.socket.emit('spotlight:report', { castId: second.castId });
    await handled(other);
    await handled(wand);
    expect(told).toEqual([{ castId: first.castId }, { castId: second.castId }]);
    disconnect([wand]);
    other.socket.disconnect();
  });

  test('is not reported if it is unknown, malformed, deleted or of a hidden participant', async () => {
    const [wand, hidden] = [await joinWand(server), await joinWand(server, 'Salt Hare')];
    const told: unknown[] = [];
    for (const { socket } of [wand, hidden]) socket.on('spotlight:entered', (value: unknown) => told.push(value));
    const [deleted, kept, unseen] = [castOf('Ember'), castOf('Tide'), castOf('Ember')];
    for (const { replay } of [deleted, kept]) await wand.ask('cast:replay', replay);
    await hidden.ask('cast:replay', unseen.replay);
    for (const { castId } of [deleted, kept, unseen]) await resultOf(castId);
    await wand.ask('casts:delete', { castIds: [deleted.castId] });
    await client.ask('participant:hide', { participantId: hidden.me.id, hidden: true });
    const unknown = castOf('Ember').castId;
    for (const castId of [deleted.castId, unseen.castId, unknown, 'nonsense', null, kept.castId])
      stage.socket.emit('spotlight:report', castId === null ? castId : { castId });
    await handled(stage);
    for (const one of [wand, hidden]) await handled(one);
    expect(told).toEqual([{ castId: kept.castId }]);
    expect(stage.socket.connected).toBe(true);
    disconnect([wand, hidden]);
  });
});

function raise(): never {
  throw new Error('missing');
}
