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
import { freePort } from '../../../apps/api/src/platform/database/free-port.js';
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

/** A server as `npm start` runs it, on the same database. */
async function startNode(): Promise<ServerProcess & { owner: string }> {
  process.env['DATABASE_URL'] = database.url;
  try {
    const node = await startServerProcess(folder, await freePort(), ['--new-owner']);
    return { ...node, owner: await ownerOf(node) };
  } finally {
    delete process.env['DATABASE_URL'];
  }
}

async function openBoth(): Promise<[ConsoleClient, ConsoleClient]> {
  one ??= await startTestServer({ databaseUrl: database.url });
  two ??= await startTestServer({ databaseUrl: database.url });
  return [await openConsole(one), await openConsole(two)];
}

test('[T10] what one node changes, the people of the other have', async () => {
  const [here, there] = await openBoth();
  const wand = connectWand(two ?? raise());
  await nextMessage(wand, 'wand:welcomed');

  const shown = there.waitForMessage('event:changed');
  const off = there.waitForMessage('learning:changed');
  await here.ask('stage:show', { view: 'training' });
  await here.ask('room:learn', { learning: false });
  expect([await shown, await off]).toEqual([expect.objectContaining({ view: 'training' }), false]);

  const book = nextMessage<Spell[]>(wand, 'spells:changed');
  const castable = becomes(wand, ({ spells }) => spells.some((id) => id === 'hook'));
  await here.ask('spell:create', { name: 'Hook', hue: 'veil', glyph: 'M20 80 L20 20 L70 20 L70 50' });
  expect((await book).at(-1)).toMatchObject({ id: 'hook' });
  await castable;

  // Its first model is awake; what would become of it is no longer wanted, wherever it is trained, if it still is.
  const state = async (): Promise<ConsoleState> => {
    const { socket, state: now } = await openConsole(one ?? raise());
    socket.disconnect();
    return now;
  };
  const { training } = await state();
  if (training !== null) await there.refusal('training:cancel', { trainingId: training.id });
  await expect.poll(async () => (await state()).training).toBeNull();
  await expect.poll(async () => (await state()).model?.spells).toContain('hook'); // here as well
  const modelId = (await state()).model?.id;

  const starter = here.state.models.at(-1);
  const wise = becomes(wand, ({ id, threshold }) => id === modelId && threshold === 0.25);
  await here.ask<ModelSummary>('model:threshold', { modelId, threshold: 0.25 });
  await wise;
  const back = becomes(wand, ({ id }) => id === starter?.id);
  await here.ask('model:activate', { modelId: starter?.id });
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

test('[T10] labels by the hundred reach the consoles of the other node', async () => {
  const [here, there] = await openBoth();
  const pool = openPool(database.url);
  await seedCasts(pool, { casts: 450, people: 3 });
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM casts ORDER BY id DESC LIMIT 450');
  await pool.end();
  const told = new Set<string>();
  const all = there.waitForMessage('labels:changed', (labels) => {
    for (const { castId } of labels) told.add(castId);
    return told.size >= rows.length;
  });
  await here.ask('casts:label', { labels: rows.map(({ id }) => ({ castId: id, kind: 'discard' })) });
  await all;
  for (const client of [here, there]) client.socket.disconnect();
});

test('[T7] casts in progress outlive every change of model, and name the one that answered', async () => {
  const [here, there] = await openBoth();
  const hands = await Promise.all(Array.from({ length: 4 }, () => openHand(two ?? raise())));
  for (const { socket, cast } of hands) {
    socket.emit('cast:start', cast.start);
    socket.emit('cast:samples', cast.batches[0]);
  }
  const [newest, oldest] = [here.state.models[0], here.state.models.at(-1)];
  expect(newest?.id).not.toBe(oldest?.id);
  for (const model of [newest, oldest, newest]) {
    const heardThere = there.waitForMessage('model:changed', (live) => live?.id === model?.id);
    await here.ask('model:activate', { modelId: model?.id });
    await heardThere;
  }
  const answers = await Promise.all(
    hands.map(({ socket, cast }) => {
      socket.emit('cast:samples', cast.batches[1]);
      return socket.emitWithAck('cast:end', cast.end) as Promise<Answer<StoredCast>>;
    }),
  );
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: true, value: { duplicate: false, recognition: { modelId: newest?.id } } });
  for (const { socket } of [...hands, here, there]) socket.disconnect();
});

test('[T2] a training that two nodes are asked for at once runs once', async () => {
  const [here, there] = await openBoth();
  const begun = await Promise.allSettled(
    [here, there].map((client) => client.ask<TrainingProgress>('model:train', { kind: 'rocket' })),
  );
  const ids = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
  const refusals = begun.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(ids).toHaveLength(1);
  expect(refusals).toEqual([expect.stringContaining('training-busy')]);
  const [id = ''] = ids;
  const ends = [here, there].map((client) => client.trainingEnd(id));
  await here.ask('training:cancel', { trainingId: id });
  const told = await Promise.all(ends);
  expect(told.map(({ outcome }) => outcome)).toEqual(['canceled', 'canceled']);
  for (const client of [here, there]) client.socket.disconnect();
});

test('[T10] a node that was cut off has everything when it is back', async () => {
  const [here, there] = await openBoth();
  const back = there.waitForMessage('event:changed', ({ view }) => view === 'live');
  // As a lost connection would: both nodes lose the one they hear each other on.
  const [{ cut } = { cut: 0 }] = await (one ?? raise()).query<{ cut: number }>(
    `SELECT count(pg_terminate_backend(pid))::int AS cut FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wandcast bus'`,
  );
  expect(cut).toBe(2);
  await here.ask('stage:show', { view: 'live' });
  await back;
  for (const client of [here, there]) client.socket.disconnect();
});

test('[T4] a training whose node is killed is taken over, and ends', async () => {
  one ??= await startTestServer({ databaseUrl: database.url });
  for (const { id, glyph } of starterSpellbook.slice(0, 3))
    await castAll(one, casts(glyph ?? '', 4, 12, 51), { intent: 'teach', spell: id }); // it outlasts the start of a server
  await one.remove();
  await two?.remove();
  [one, two] = [undefined, undefined];
  const node = await startNode();
  const client = await openConsole(node);
  for (const { id } of client.state.spells) await client.ask('spell:draw', { spellId: id, glyph: null }); // else it takes long
  const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'cnn2018' });
  await client.waitForMessage('training:progressed', (progress) => progress?.id === id && progress.stage !== 'queued');
  one = await startTestServer({ databaseUrl: database.url });
  const heir = await openConsole(one);
  const end = heir.trainingEnd(id);
  expect(await client.refusal('model:train', { kind: 'cnn2018' })).toBe('training-busy');
  await node.end('SIGKILL');
  const killedAt = performance.now();
  await heir.waitForMessage('training:progressed', (progress) => progress?.id === id && progress.stage !== 'queued');
  console.info(`taken over ${Math.round(performance.now() - killedAt)} ms after the kill`);
  expect(await end).toMatchObject({ outcome: 'done', failure: null });
  heir.socket.disconnect();
});

test('[T4] a training whose node is stopped goes on elsewhere', async () => {
  const stopped = one ?? raise();
  const client = await openConsole(stopped);
  const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'cnn' });
  await client.waitForMessage(
    'training:progressed',
    (progress) => progress?.id === id && progress.stage === 'evaluating',
  );
  two = await startTestServer({ databaseUrl: database.url });
  const heir = await openConsole(two);
  const back = heir.waitForMessage(
    'training:progressed',
    (progress) => progress?.id === id && progress.stage === 'queued',
  );
  const taken = back.then(() =>
    heir.waitForMessage('training:progressed', (progress) => progress?.stage === 'evaluating'),
  );
  one = undefined;
  await stopped.remove();
  expect(await taken).toMatchObject({ id, origin: 'taught', kind: 'cnn' });
  const end = heir.trainingEnd(id);
  await heir.ask('training:cancel', { trainingId: id });
  expect((await end).outcome).toBe('canceled');
  heir.socket.disconnect();
});

/** A person of a node who is about to cast. */
async function openHand(server: TestServer): Promise<{ socket: Socket; cast: ReturnType<typeof castMessages> }> {
  const socket = connectWand(server);
  await nextMessage(socket, 'wand:welcomed');
  return { socket, cast: castMessages() };
}

/** The first model of that kind that a wand is told of. */
function becomes(wand: Socket, fits: (model: ModelInfo) => boolean): Promise<ModelInfo> {
  return new Promise((resolve) => {
    wand.on('model:changed', (model: ModelInfo) => {
      if (fits(model)) resolve(model);
    });
  });
}

function raise(): never {
  throw new Error('the server is not running');
}
