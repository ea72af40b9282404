import { starterSpellbook } from '@wandcast/gesture';
import { toFailure } from '@wandcast/protocol';
import type {
  Answer,
  Book,
  ConsoleState,
  EventCode,
  EventInfo,
  NextEvent,
  Spell,
  StageSnapshot,
  StoredCast,
  TrainingProgress,
  Welcome,
} from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { castMessages } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  connectionResult,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let database: TestDatabase;
let [one, two]: TestServer[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  one = await startTestServer({ databaseUrl: database.url });
  two = await startTestServer({ databaseUrl: database.url });
});
afterAll(async () => {
  await one?.remove();
  await two?.remove();
  await database.remove();
});
const here = (): TestServer => one ?? raise();
const there = (): TestServer => two ?? raise();

/** The code of the current event; `server.code` is that of the first event. */
const codeOf = (server: TestServer): string => new URL(server.links.join).searchParams.get('code') ?? '';

interface Phone {
  readonly socket: Socket;
  readonly key: string;
  readonly cast: ReturnType<typeof castMessages>;
}
async function openPhone(
  server: TestServer,
  code = codeOf(server),
  key = newKey(),
): Promise<Phone & { welcome: Welcome }> {
  const socket = connectWand(server, { code, key });
  const welcome = await nextMessage<Welcome>(socket, 'wand:welcomed');
  return { socket, key, cast: castMessages(), welcome };
}
const end = ({ socket, cast }: Phone) => socket.emitWithAck('cast:end', cast.end) as Promise<Answer<StoredCast>>;

async function begin(
  client: ConsoleClient,
  code: string,
  title: string,
  bookId = client.state.books.current,
): Promise<EventInfo> {
  return client.ask<EventInfo>('event:begin', { after: code, title, bookId });
}

test('[E1] [E2] everyone on both nodes moves to the next event; casts in progress are stored in the event they began in', async () => {
  const [first, second] = [codeOf(here()), codeOf(there())];
  expect(first).toBe(second);
  const [client, client2] = [await openConsole(here()), await openConsole(there())];
  const stage = connect(there(), '/stage', { token: tokenOf(there().links.stage) });
  await nextMessage(stage, 'stage:welcomed');
  await castAll({ ...here(), code: first }, casts('M10 10 L90 90', 1, 2, 3), { intent: 'teach', spell: 'ember' });
  const [near, far] = [await openPhone(here()), await openPhone(there())];
  for (const { socket, cast } of [near, far]) {
    socket.emit('cast:start', cast.start);
    socket.emit('cast:samples', cast.batches[0]);
  }

  const ended = [near, far].map(({ socket }) => nextMessage<NextEvent>(socket, 'event:ended'));
  const [moved, moved2] = [client, client2].map(({ socket }) => nextMessage<ConsoleState>(socket, 'console:welcomed'));
  const shown = nextMessage<StageSnapshot>(stage, 'stage:welcomed');
  const next = await begin(client, first, ' The second evening ');
  expect(next).toMatchObject({ title: 'The second evening', view: 'lobby', locked: false });
  expect(next.code).not.toBe(first);
  for (const told of await Promise.all(ended)) expect(told).toEqual({ code: next.code, title: next.title });
  for (const state of [await moved, await moved2])
    expect(state).toMatchObject({
      event: next,
      counts: { wands: 0, casts: 0, perMinute: 0 },
      model: { version: 1 },
      readiness: starterSpellbook.map(({ id }) => ({ spell: id, casts: 0 })),
    });
  expect(await shown).toMatchObject({ event: next, wands: [], recent: [], counts: { casts: 0 } });
  expect((await shown).joinUrl).toContain(next.code);

  // Casts in progress finish in their own event on each node; no new cast can begin there.
  for (const phone of [near, far]) {
    phone.socket.emit('cast:samples', phone.cast.batches[1]);
    expect(await end(phone)).toMatchObject({ ok: true, value: { duplicate: false } });
    const late = castMessages();
    const refused = nextMessage(phone.socket, 'cast:refused');
    phone.socket.emit('cast:start', late.start);
    expect(await refused).toMatchObject({ castId: late.castId, failure: { code: 'event-over', mayRetry: false } });
  }
  const rows = await here().query(
    `SELECT code, count(casts.id)::int AS casts FROM events LEFT JOIN casts ON event_id = events.id
     GROUP BY code, created_at ORDER BY created_at`,
  );
  expect(rows).toEqual([{ code: first, casts: 4 }, { code: next.code, casts: 0 }]); // prettier-ignore
  expect((await openConsole(there())).state.counts).toMatchObject({ wands: 0, casts: 0 });
  for (const { socket } of [near, far, client, client2]) socket.disconnect();
  stage.disconnect();
});

test('[E2] [E3] an ended event admits phones with pending casts, rejects new ones, and refers to the next event', async () => {
  const first = codeOf(here());
  const kept = await openPhone(there(), first);
  kept.socket.disconnect(); // offline when the event ends
  const token = tokenOf(here().links.stage);
  const [client, client2] = [await openConsole(here()), await openConsole(there())];
  const moved = nextMessage(client2.socket, 'console:welcomed');
  const next = await begin(client, first, 'The third evening');
  await moved; // the other node knows
  const back = await openPhone(there(), first, kept.key);
  expect(back.welcome.next).toEqual({ code: next.code, title: next.title });
  expect(await back.socket.emitWithAck('cast:replay', back.cast.replay)).toMatchObject({ ok: true });
  const [row] = await here().query<{ code: string }>(
    `SELECT code FROM casts JOIN events ON event_id = events.id WHERE casts.id = $1`,
    [back.cast.castId],
  );
  expect(row?.code).toBe(first);

  expect(await connectionResult(connectWand(there(), { code: first }), 'wand:welcomed')).toBe('event-over');
  const lookedUp = await fetch(`${there().url}/api/events/${first}`);
  expect([lookedUp.status, await lookedUp.json()]).toEqual([410, toFailure('event-over')]);
  expect((await openPhone(there(), next.code)).welcome).toMatchObject({ event: next, next: null });

  // The stage of the ended event reconnects with its old link.
  expect(token).not.toBe(tokenOf(here().links.stage));
  const stage = connect(here(), '/stage', { token });
  expect(await connectionResult(stage, 'stage:welcomed')).toBe('welcomed');
  const forged = connect(here(), '/stage', { token: here().owner });
  expect(await connectionResult(forged, 'stage:welcomed')).toBe('unauthorized');
  for (const socket of [back.socket, client.socket, client2.socket, stage, forged]) socket.disconnect();
});

test('[E1] of two moderators who begin the next event at once, only one succeeds', async () => {
  const code = codeOf(here());
  const clients = [await openConsole(here()), await openConsole(there())];
  const said = await Promise.all(
    clients.map((client, i) =>
      client.refusal('event:begin', { after: code, title: `Evening ${i}`, bookId: client.state.books.current }),
    ),
  );
  expect(said.sort()).toEqual(['answered', 'event-over']);
  expect(await here().query('SELECT count(*)::int AS events FROM events')).toEqual([{ events: 4 }]);
  for (const { socket } of clients) socket.disconnect();
});

test('[E4] a model that knows the spellbook stays active; for another spellbook one is trained on its glyphs, on every node', async () => {
  const [client, client2] = [await openConsole(here()), await openConsole(there())];
  const { current } = client.state.books;
  const copy = await client.ask<Book>('book:create', { name: 'The same again', from: current });
  const moved = nextMessage<ConsoleState>(client2.socket, 'console:welcomed');
  const next = await begin(client, codeOf(here()), 'With a copy', copy.id);
  expect(await moved).toMatchObject({ event: next, books: { current: copy.id }, model: client.state.model });

  const blank = await client.ask<Book>('book:create', { name: 'Letters', from: null });
  const deactivated = client2.waitForMessage('model:changed', (model) => model === null);
  const last = await begin(client, next.code, 'With letters', blank.id);
  await deactivated;
  expect((await openConsole(here())).state).toMatchObject({ event: last, spells: [], model: null, training: null });
  await castAll({ ...there(), code: last.code }, casts('M10 10 L90 90', 1, 1, 3)); // stored without a prediction

  const activated = client2.waitForMessage('model:changed', (model) => model?.spells.length === 2);
  for (const [name, glyph] of [
    ['L', 'M30 10 L30 90 L75 90'],
    ['Z', 'M15 15 L85 15 L15 85 L85 85'],
  ])
    // prettier-ignore
    await client.ask<Spell>('spell:create', { name, hue: 'tide', glyph });
  expect((await activated)?.spells).toEqual(['l', 'z']);

  const starterAgain = client2.waitForMessage('model:changed', (model) => model?.version === 1);
  await begin(client, last.code, 'As at first', current);
  await starterAgain;
  for (const { socket } of [client, client2]) socket.disconnect();
});

test('[E1] a training of an ended event is canceled on any node and activates no model', async () => {
  const [client, client2] = [await openConsole(here()), await openConsole(there())];
  const { id } = await client2.ask<TrainingProgress>('model:train', { kind: 'cnn' });
  await client.waitForMessage('training:progressed', (progress) => progress?.id === id && progress.stage !== 'queued');
  const moved = nextMessage<ConsoleState>(client2.socket, 'console:welcomed');
  const { current } = client.state.books;
  await begin(client, codeOf(here()), 'As at first', current);
  expect((await moved).training).toBeNull();
  const jobs = () => here().query('SELECT state FROM pgboss.job WHERE id = $1', [id]);
  await expect.poll(jobs).toEqual([{ state: 'cancelled' }]);
  expect((await openConsole(there())).state.model).toEqual(client.state.model);
  for (const { socket } of [client, client2]) socket.disconnect();
});

test('[E1] a restarted server serves the newest event with its model', async () => {
  const code = codeOf(here()) as EventCode;
  one = await here().restart();
  const client = await openConsole(here());
  expect(client.state).toMatchObject({ event: { code, title: 'As at first' }, model: { version: 1 } });
  expect(client.state.spells.map(({ id }) => id)).toEqual(starterSpellbook.map(({ id }) => id));
  client.socket.disconnect();
});

function raise(): never {
  throw new Error('the servers have not started');
}
