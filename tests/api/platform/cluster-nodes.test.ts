import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  Answer,
  ConsoleState,
  ModelInfo,
  ModelSummary,
  Spell,
  StoredCast,
  TrainingProgress,
} from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { seedCasts } from '../../support/seed-casts.js';
import { castMessages } from '../../support/cast-messages.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { openPool } from '../../support/database-pool.js';
import { ownerOf, startServerProcess, type ServerProcess } from '../../support/server-process.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let folder: string;
let database: TestDatabase;
let [one, two]: [TestServer | undefined, TestServer | undefined] = [undefined, undefined];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await one?.remove();
  await two?.remove();
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a server process, as `npm start` does, on the same database. */
async function startNode(): Promise<ServerProcess & { owner: string }> {
  const node = await startServerProcess(folder, await freePort(), ['--new-owner'], { DATABASE_URL: database.url });
  return { ...node, owner: await ownerOf(node) };
}

async function openBoth(): Promise<[ConsoleClient, ConsoleClient]> {
  one ??= await startTestServer({ databaseUrl: database.url });
  two ??= await startTestServer({ databaseUrl: database.url });
  return [await openConsole(one), await openConsole(two)];
}

test('[T10] changes on one node reach clients of the other', async () => {
  const [here, there] = await openBoth();
  const wand = connectWand(two ?? raise());
  await nextMessage(wand, 'wand:welcomed');

  const shown = there.waitForMessage('event:changed');
  const off = there.waitForMessage('learning:changed');
  await here.ask('stage:show', { view: 'training' });
  await here.ask('room:learn', { learning: false });
  expect([await shown, await off]).toEqual([expect.objectContaining({ view: 'training' }), false]);

  const book = nextMessage<Spell[]>(wand, 'spells:changed');
  const supported = nextModel(wand, ({ spells }) => spells.some((id) => id === 'hook'));
  await here.ask('spell:create', { name: 'Hook', hue: 'veil', glyph: 'M20 80 L20 20 L70 20 L70 50' });
  expect((await book).at(-1)).toMatchObject({ id: 'hook' });
  await supported;

  // The first model is active. Cancel the rest of its training, on whichever node it runs, if it still does.
  const state = async (): Promise<ConsoleState> => {
    const { socket, state: now } = await openConsole(one ?? raise());
    socket.disconnect();
    return now;
  };
  const { training } = await state();
  if (training !== null) await there.refusal('training:cancel', { trainingId: training.id });
  await expect.poll(async () => (await state()).training).toBeNull();
  await expect.poll(async () => (await state()).model?.spells).toContain('hook'); // on this node as well
  const modelId = (await state()).model?.id;

  const starter = here.state.models.at(-1);
  const lowered = nextModel(wand, ({ id, threshold }) => id === modelId && threshold === 0.25);
  await here.ask<ModelSummary>('model:threshold', { modelId, threshold: 0.25 });
  await lowered;
  const back = nextModel(wand, ({ id }) => id === starter?.id);
  await here.ask('model:activate', { modelId: starter?.id, acceptOtherSpells: true });
  expect(await back).toMatchObject({ version: 1 });

  const [cast] = await castAll(one ?? raise(), casts(starterSpellbook[0]?.glyph ?? '', 1, 1, 3));
  const labeled = there.waitForMessage('labels:changed');
  const ready = there.waitForMessage('readiness:changed', (all) => all.some(({ spell, casts: own }) => spell === 'tide' && own === 1)); // prettier-ignore
  await here.ask('casts:label', { labels: [{ castId: cast?.castId, kind: 'spell', spell: 'tide' }] });
  expect(await labeled).toMatchObject([{ castId: cast?.castId, label: { spell: 'tide' } }]);
  await ready;
  wand.disconnect();
  const [stored] = await castAll(two ?? raise(), casts('M10 10 L90 90', 1, 1, 3));
  expect(stored?.recognition?.modelId).toBe(starter?.id);

  const third = await startTestServer({ databaseUrl: database.url });
  const late = await openConsole(third);
  expect(late.state).toMatchObject({ event: { view: 'training' }, learning: false, model: { id: starter?.id } });
  expect(late.state.models.find(({ id }) => id === modelId)).toMatchObject({ threshold: 0.25 });
  for (const client of [here, there, late]) client.socket.disconnect();
  await third.remove();
});

test('[T10] hundreds of labels reach consoles of the other node', async () => {
  const [here, there] = await openBoth();
  const pool = openPool(database.url);
  await seedCasts(pool, { casts: 450, people: 3 });
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM casts ORDER BY id DESC LIMIT 450');
  await pool.end();
  const received = new Set<string>();
  const all = there.waitForMessage('labels:changed', (labels) => {
    for (const { castId } of labels) received.add(castId);
    return received.size >= rows.length;
  });
  await here.ask('casts:label', { labels: rows.map(({ id }) => ({ castId: id, kind: 'discard' })) });
  await all;
  for (const client of [here, there]) client.socket.disconnect();
});

test('[T7] casts in progress survive changes of the model, and name the one that recognized them', async () => {
  const [here, there] = await openBoth();
  const wands = await Promise.all(Array.from({ length: 4 }, () => openWand(two ?? raise())));
  for (const { socket, cast } of wands) {
    socket.emit('cast:start', cast.start);
    socket.emit('cast:samples', cast.batches[0]);
  }
  const [newest, oldest] = [here.state.models[0], here.state.models.at(-1)];
  expect(newest?.id).not.toBe(oldest?.id);
  for (const model of [newest, oldest, newest]) {
    const changedThere = there.waitForMessage('model:changed', (live) => live?.id === model?.id);
    await here.ask('model:activate', { modelId: model?.id, acceptOtherSpells: true });
    await changedThere;
  }
  const answers = await Promise.all(
    wands.map(({ socket, cast }) => {
      socket.emit('cast:samples', cast.batches[1]);
      return socket.emitWithAck('cast:end', cast.end) as Promise<Answer<StoredCast>>;
    }),
  );
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: true, value: { duplicate: false, recognition: { modelId: newest?.id } } });
  for (const { socket } of [...wands, here, there]) socket.disconnect();
});

test('[T2] a training requested on two nodes at once runs once', async () => {
  const [here, there] = await openBoth();
  const begun = await Promise.allSettled(
    [here, there].map((client) => client.ask<TrainingProgress>('model:train', { kind: 'rocket' })),
  );
  const ids = begun.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
  const refusals = begun.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
  expect(ids).toHaveLength(1);
  expect(refusals).toEqual([expect.stringContaining('training-busy')]);
  const [id = ''] = ids;
  const ends = [here, there].map((client) => client.trainingEnd(id));
  await here.ask('training:cancel', { trainingId: id });
  const results = await Promise.all(ends);
  expect(results.map(({ outcome }) => outcome)).toEqual(['canceled', 'canceled']);
  for (const client of [here, there]) client.socket.disconnect();
});

test('[T10] a node that was disconnected is up to date after it reconnects', async () => {
  const [here, there] = await openBoth();
  const back = there.waitForMessage('event:changed', ({ view }) => view === 'live');
  // Terminates the bus connections of both nodes.
  const [{ cut } = { cut: 0 }] = await (one ?? raise()).query<{ cut: number }>(
    `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wandcast bus'`,
  );
  expect(cut).toBe(2);
  await here.ask('stage:show', { view: 'live' });
  await back;
  for (const client of [here, there]) client.socket.disconnect();
});

test('[T4] a training whose node is killed is taken over and completed', async () => {
  one ??= await startTestServer({ databaseUrl: database.url });
  // Enough casts for the training to take longer than the start of a server.
  for (const { id, glyph } of starterSpellbook.slice(0, 3))
    await castAll(one, casts(glyph ?? '', 4, 12, 51), { intent: 'teach', spell: id });
  await one.remove();
  await two?.remove();
  [one, two] = [undefined, undefined];
  const node = await startNode();
  const client = await openConsole(node);
  // Training with glyphs would be slow.
  for (const { id } of client.state.spells) await client.ask('spell:draw', { spellId: id, glyph: null });
  const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'cnn2018' });
  await client.waitForMessage('training:progressed', (progress) => progress?.id === id && progress.stage !== 'queued');
  one = await startTestServer({ databaseUrl: database.url });
  expect(await client.refusal('model:train', { kind: 'cnn2018' })).toBe('training-busy');
  await node.end('SIGKILL');
  const killedAt = performance.now();
  const successor = await openConsole(one); // serves the room from now on
  const end = successor.trainingEnd(id);
  await successor.waitForMessage(
    'training:progressed',
    (progress) => progress?.id === id && progress.stage !== 'queued',
  );
  console.info(`taken over ${Math.round(performance.now() - killedAt)} ms after the kill`);
  expect(await end).toMatchObject({ outcome: 'done', failure: null });
  successor.socket.disconnect();
});

test('[T4] a training whose node is stopped continues on another node', async () => {
  const stopped = one ?? raise();
  const client = await openConsole(stopped);
  const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'cnn' });
  await client.waitForMessage(
    'training:progressed',
    (progress) => progress?.id === id && progress.stage === 'evaluating',
  );
  two = await startTestServer({ databaseUrl: database.url });
  one = undefined;
  await stopped.remove();
  const successor = await openConsole(two);
  const taken = successor.waitForMessage('training:progressed', (progress) => progress?.stage === 'evaluating');
  expect(await taken).toMatchObject({ id, origin: 'taught', kind: 'cnn' });
  const end = successor.trainingEnd(id);
  await successor.ask('training:cancel', { trainingId: id });
  expect((await end).outcome).toBe('canceled');
  successor.socket.disconnect();
});

/** Connects a wand with a cast that it has not started. */
async function openWand(server: TestServer): Promise<{ socket: Socket; cast: ReturnType<typeof castMessages> }> {
  const socket = connectWand(server);
  await nextMessage(socket, 'wand:welcomed');
  return { socket, cast: castMessages() };
}

/** Resolves with the first matching model that is sent to a wand. */
function nextModel(wand: Socket, fits: (model: ModelInfo) => boolean): Promise<ModelInfo> {
  return new Promise((resolve) => {
    wand.on('model:changed', (model: ModelInfo) => {
      if (fits(model)) resolve(model);
    });
  });
}

function raise(): never {
  throw new Error('the server is not running');
}
