import { setTimeout as sleep } from 'node:timers/promises';
import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import type { Answer, PackedFrame, Round, StageSnapshot, StoredCast } from '@wandcast/protocol';
import { unpackFrame } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { casts, openConsole, type ConsoleClient } from '../../support/console-client.js';
import { joinWand } from '../../support/room/test-wand.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { connect, nextMessage, startTestServer, tokenOf, type TestServer } from '../../support/test-server.js';

/** Long enough for a cast that began with the round. */
const CAST_MS = 4_000;

interface Stage {
  readonly socket: Socket;
  snapshot: StageSnapshot;
  /** The views that were revealed again on it. */
  readonly replayed: unknown[];
  isSettled: boolean;
}

let database: TestDatabase;
let [here, there]: [TestServer | undefined, TestServer | undefined] = [undefined, undefined];
let client: ConsoleClient;
let stages: Stage[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  here = await startTestServer({ databaseUrl: database.url, roundLead: 2 });
  there = await startTestServer({ databaseUrl: database.url, roundLead: 2 });
  client = await openConsole(here);
  stages = [await openStage(here), await openStage(there)];
});
afterAll(async () => {
  for (const { socket } of [client, ...stages]) socket.disconnect();
  await here?.remove();
  await there?.remove();
  await database.remove();
});

async function openStage(server: TestServer): Promise<Stage> {
  const socket = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  const replayed: unknown[] = [];
  socket.on('stage:replayed', (view) => replayed.push(view));
  const snapshot = await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  const stage: Stage = { socket, snapshot, replayed, isSettled: snapshot.tally?.isSettled ?? false };
  socket.on('stage:frame', (packed: PackedFrame) => {
    const { tally } = unpackFrame(packed);
    if (tally !== undefined) stage.isSettled = tally.isSettled;
  });
  return stage;
}
const replayed = (): unknown[][] => stages.map((stage) => stage.replayed);
const replay = (): Promise<string> => client.refusal('stage:replay', {});

/** Plays a round in which one wizard casts the spell, until its end. */
async function playRound(server: TestServer): Promise<Round> {
  const wand = await joinWand(server, 'Salt Hare');
  const spell = starterSpellbook[1];
  const round = await client.ask<Round>('round:start', { kind: 'order', spell: spell?.id, seconds: 30 });
  await sleep(Math.max(0, round.startsAt + CAST_MS - Date.now()));
  const signal = casts(spell?.glyph ?? '', 1, 1, 3)[0]?.[0];
  if (signal?.linear === undefined) throw new Error('no cast');
  const { replay: message } = castMessages(samplesOf({ t: signal.t, linear: signal.linear }), {
    ...{ startedAt: round.startsAt + 200, offsetMs: 0 },
  });
  const answer = (await wand.socket.emitWithAck('cast:replay', message)) as Answer<StoredCast>;
  expect(answer).toMatchObject({ ok: true, value: { recognition: { spell: spell?.id } } });
  expect(await replay()).toBe('nothing-to-reveal'); // it still runs
  const ended = await client.ask<Round>('round:end', { roundId: round.id });
  expect(await replay()).toBe('nothing-to-reveal'); // it is counted first
  await expect.poll(() => stages.map(({ isSettled }) => isSettled), { timeout: 20_000 }).toEqual([true, true]);
  wand.socket.disconnect();
  return ended;
}

describe('[N6] a reveal', () => {
  test('is refused while the stage shows nothing that has one', async () => {
    for (const view of ['lobby', 'live', 'leaders', 'thanks', 'round', 'podium']) {
      await client.ask('stage:show', { view });
      expect(await replay()).toBe('nothing-to-reveal'); // nobody has points yet
    }
    expect(replayed()).toEqual([[], []]);
  });

  test('of a result, and of the podium, is shown again on every stage of every node, and changes no points', async () => {
    const round = await playRound(here ?? raise());
    const before = await openStage(here ?? raise());
    expect(await replay()).toBe('answered');
    await expect.poll(replayed).toEqual([['round'], ['round']]);
    expect(await replay()).toBe('answered'); // also while the first one runs
    await expect.poll(replayed).toEqual([
      ['round', 'round'],
      ['round', 'round'],
    ]);
    await client.ask('stage:show', { view: 'podium' });
    expect(await replay()).toBe('answered');
    await expect.poll(() => replayed().map((views) => views.at(-1))).toEqual(['podium', 'podium']);

    const after = await openStage(here ?? raise());
    expect(after.snapshot.tally).toEqual(before.snapshot.tally);
    expect(after.snapshot.board).toEqual(before.snapshot.board);
    expect(after.snapshot.round).toEqual(round);
    for (const { socket } of [before, after]) socket.disconnect();
  });

  test('is not repeated to a stage that connects later', async () => {
    const late = await openStage(here ?? raise());
    await client.ask('stage:show', { view: 'leaders' });
    await client.ask('stage:show', { view: 'podium' });
    await client.ask('stage:replay', {});
    await expect.poll(() => late.replayed).toEqual(['podium']); // its own one, and none of those before
    late.socket.disconnect();
  });

  test('is refused on a blank stage, during a message, and to viewers', async () => {
    await client.ask('stage:direct', { blank: true });
    expect(await replay()).toBe('nothing-to-reveal');
    await client.ask('stage:direct', { blank: false });
    expect(await replay()).toBe('answered');
    const { steps } = await client.ask<{ steps: { id: string; title: string }[] }>('step:add', {
      step: { kind: 'note', title: 'Break', seconds: null, spell: null, challenge: null },
      to: null,
    });
    await client.ask('step:enter', { stepId: steps.find(({ title }) => title === 'Break')?.id });
    await client.ask('stage:show', { view: 'podium' });
    expect(await replay()).toBe('nothing-to-reveal');
  });

  test('is refused for a round that was undone', async () => {
    const { rounds } = await openConsole(here ?? raise()).then(({ socket, state }) => {
      socket.disconnect();
      return state;
    });
    const stepId = client.state.runOfShow.steps.find(({ kind }) => kind === 'leaders')?.id;
    await client.ask('step:enter', { stepId });
    await client.ask('stage:show', { view: 'round' });
    expect(await replay()).toBe('answered');
    await client.ask('round:undo', { roundId: rounds.at(-1)?.id });
    expect(await replay()).toBe('nothing-to-reveal');
  });

  test('is in the activity', async () => {
    const entries = await (here ?? raise()).query("SELECT action FROM audit WHERE action = 'stage:replay'");
    expect(entries.length).toBeGreaterThan(3);
  });
});

function raise(): never {
  throw new Error('no server');
}
