import { starterSpellbook } from '@wandcast/gesture';
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
  door,
  heard,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { castAll, casts, openDesk, type Desk } from '../../support/console-client.js';

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

/** The code of the room, as both servers serve it now: their own `code` is of their first event. */
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
  const welcome = await heard<Welcome>(socket, 'wand:welcomed');
  return { socket, key, cast: castMessages(), welcome };
}
const end = ({ socket, cast }: Phone) => socket.emitWithAck('cast:end', cast.end) as Promise<Answer<StoredCast>>;

async function begin(desk: Desk, code: string, title: string, bookId = desk.state.books.current): Promise<EventInfo> {
  return desk.ask<EventInfo>('event:begin', { after: code, title, bookId });
}

test('[E1] [E2] everyone of both nodes moves over; what was being cast is stored where it began', async () => {
  const [first, second] = [codeOf(here()), codeOf(there())];
  expect(first).toBe(second);
  const [desk, desk2] = [await openDesk(here()), await openDesk(there())];
  const stage = connect(there(), '/stage', { token: tokenOf(there().links.stage) });
  await heard(stage, 'stage:welcomed');
  await castAll({ ...here(), code: first }, casts('M10 10 L90 90', 1, 2, 3), { intent: 'teach', spell: 'ember' });
  const [near, far] = [await openPhone(here()), await openPhone(there())];
  for (const { socket, cast } of [near, far]) {
    socket.emit('cast:start', cast.start);
    socket.emit('cast:samples', cast.batches[0]);
  }

  const ended = [near, far].map(({ socket }) => heard<NextEvent>(socket, 'event:ended'));
  const [moved, moved2] = [desk, desk2].map(({ socket }) => heard<ConsoleState>(socket, 'console:welcomed'));
  const shown = heard<StageSnapshot>(stage, 'stage:welcomed');
  const next = await begin(desk, first, ' The second evening ');
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

  // Hands that were moving finish where they began, on each node; nobody begins another cast there.
  for (const phone of [near, far]) {
    phone.socket.emit('cast:samples', phone.cast.batches[1]);
    expect(await end(phone)).toMatchObject({ ok: true, value: { duplicate: false } });
    const late = castMessages();
    const refused = heard(phone.socket, 'cast:refused');
    phone.socket.emit('cast:start', late.start);
    expect(await refused).toMatchObject({ castId: late.castId, failure: { code: 'event-over', mayRetry: false } });
  }
  const rows = await here().query(
    `SELECT code, count(casts.id)::int AS casts FROM events LEFT JOIN casts ON event_id = events.id
     GROUP BY code, created_at ORDER BY created_at`,
  );
  expect(rows).toEqual([{ code: first, casts: 4 }, { code: next.code, casts: 0 }]); // prettier-ignore
  expect((await openDesk(there())).state.counts).toMatchObject({ wands: 0, casts: 0 });
  for (const { socket } of [near, far, desk, desk2]) socket.disconnect();
  stage.disconnect();
});

test('[E2] [E3] a code that is over lets in whoever kept a cast, tells everyone else, and leads to the next', async () => {
  const first = codeOf(here());
  const kept = await openPhone(there(), first);
  kept.socket.disconnect(); // out of reach when the evening ends
  const token = tokenOf(here().links.stage);
  const [desk, desk2] = [await openDesk(here()), await openDesk(there())];
  const moved = heard(desk2.socket, 'console:welcomed');
  const next = await begin(desk, first, 'The third evening');
  await moved; // the other node knows
  const back = await openPhone(there(), first, kept.key);
  expect(back.welcome.next).toEqual({ code: next.code, title: next.title });
  expect(await back.socket.emitWithAck('cast:replay', back.cast.replay)).toMatchObject({ ok: true });
  const [row] = await here().query<{ code: string }>(
    `SELECT code FROM casts JOIN events ON event_id = events.id WHERE casts.id = $1`,
    [back.cast.castId],
  );
  expect(row?.code).toBe(first);

  expect(await door(connectWand(there(), { code: first }), 'wand:welcomed')).toBe('event-over');
  const lookedUp = (await (await fetch(`${there().url}/api/events/${first}`)).json()) as EventInfo;
  expect(lookedUp).toMatchObject({ code: next.code, title: next.title });
  expect((await openPhone(there(), next.code)).welcome).toMatchObject({ event: next, next: null });

  // The projector of that evening comes back with the link it has.
  expect(token).not.toBe(tokenOf(here().links.stage));
  const stage = connect(here(), '/stage', { token });
  expect(await door(stage, 'stage:welcomed')).toBe('welcomed');
  const forged = connect(here(), '/stage', { token: here().owner });
  expect(await door(forged, 'stage:welcomed')).toBe('unauthorized');
  for (const socket of [back.socket, desk.socket, desk2.socket, stage, forged]) socket.disconnect();
});

test('[E1] of two who begin the next event at once, one does', async () => {
  const code = codeOf(here());
  const desks = [await openDesk(here()), await openDesk(there())];
  const said = await Promise.all(
    desks.map((desk, i) =>
      desk.refusal('event:begin', { after: code, title: `Evening ${i}`, bookId: desk.state.books.current }),
    ),
  );
  expect(said.sort()).toEqual(['answered', 'event-over']);
  expect(await here().query('SELECT count(*)::int AS events FROM events')).toEqual([{ events: 4 }]);
  for (const { socket } of desks) socket.disconnect();
});

test('[E4] the model stays where it knows the book; another book is learnt from its glyphs, on every node', async () => {
  const [desk, desk2] = [await openDesk(here()), await openDesk(there())];
  const { current } = desk.state.books;
  const copy = await desk.ask<Book>('book:create', { name: 'The same again', from: current });
  const moved = heard<ConsoleState>(desk2.socket, 'console:welcomed');
  const next = await begin(desk, codeOf(here()), 'With a copy', copy.id);
  expect(await moved).toMatchObject({ event: next, books: { current: copy.id }, model: desk.state.model });

  const blank = await desk.ask<Book>('book:create', { name: 'Letters', from: null });
  const asleep = desk2.hears('model:changed', (model) => model === null);
  const last = await begin(desk, next.code, 'With letters', blank.id);
  await asleep;
  expect((await openDesk(here())).state).toMatchObject({ event: last, spells: [], model: null, training: null });
  await castAll({ ...there(), code: last.code }, casts('M10 10 L90 90', 1, 1, 3)); // kept, and nobody names it

  const awake = desk2.hears('model:changed', (model) => model?.spells.length === 2);
  for (const [name, glyph] of [
    ['L', 'M30 10 L30 90 L75 90'],
    ['Z', 'M15 15 L85 15 L15 85 L85 85'],
  ])
    // prettier-ignore
    await desk.ask<Spell>('spell:create', { name, hue: 'tide', glyph });
  expect((await awake)?.spells).toEqual(['l', 'z']);

  const starterAgain = desk2.hears('model:changed', (model) => model?.version === 1);
  await begin(desk, last.code, 'As at first', current);
  await starterAgain;
  for (const { socket } of [desk, desk2]) socket.disconnect();
});

test('[E1] a training for what is over is canceled, on whichever node it runs, and wakes no model', async () => {
  const [desk, desk2] = [await openDesk(here()), await openDesk(there())];
  const { id } = await desk2.ask<TrainingProgress>('model:train', { kind: 'cnn' });
  await desk.hears('training:progressed', (progress) => progress?.id === id && progress.stage !== 'queued');
  const moved = heard<ConsoleState>(desk2.socket, 'console:welcomed');
  const { current } = desk.state.books;
  await begin(desk, codeOf(here()), 'As at first', current);
  expect((await moved).training).toBeNull();
  const jobs = () => here().query('SELECT state FROM pgboss.job WHERE id = $1', [id]);
  await expect.poll(jobs).toEqual([{ state: 'cancelled' }]);
  expect((await openDesk(there())).state.model).toEqual(desk.state.model);
  for (const { socket } of [desk, desk2]) socket.disconnect();
});

test('[E1] a server that starts again serves the newest, with its model', async () => {
  const code = codeOf(here()) as EventCode;
  one = await here().restart();
  const desk = await openDesk(here());
  expect(desk.state).toMatchObject({ event: { code, title: 'As at first' }, model: { version: 1 } });
  expect(desk.state.spells.map(({ id }) => id)).toEqual(starterSpellbook.map(({ id }) => id));
  desk.socket.disconnect();
});

function raise(): never {
  throw new Error('the servers are not there yet');
}
