import type { EventInfo, ListedRoom, RoomPage, Round, StageSnapshot, Welcome } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castAll, casts, openConsole, openRoom, type ConsoleClient } from '../../support/console-client.js';
import { connect, connectionResult, connectWand, nextMessage, tokenOf, profile } from '../../support/test-server.js';

const room = openRoom();
const LINE = 'M0 0 L90 90';

const list = async (archived = false): Promise<readonly ListedRoom[]> =>
  (await room.client.ask<RoomPage>('room:list', { archived, after: null, limit: 50 })).rooms;
const create = (name: string, from: string | null = null): Promise<ListedRoom> =>
  room.client.ask('room:create', { name, from });

interface Heard {
  readonly message: string;
  readonly value: unknown;
}

/** All messages to a client from now on. */
function heardBy(socket: { onAny: (listener: (message: string, value: unknown) => void) => void }): Heard[] {
  const heard: Heard[] = [];
  socket.onAny((message, value) => heard.push({ message, value }));
  return heard;
}

describe('two rooms at once', () => {
  let other: ListedRoom;
  let console2: ConsoleClient;
  const there = (): { url: string; code: string } => ({ url: room.server.url, code: other.event.code });

  beforeAll(async () => {
    other = await create('Second track');
    console2 = await openConsole(room.server, room.server.owner, other.id);
  });
  afterAll(() => {
    console2.socket.disconnect();
  });

  test('are listed with their events, and a new one has the spellbook of the room it was created from', async () => {
    const [first, second, ...more] = await list();
    expect(more).toEqual([]);
    expect(first?.event.code).toBe(room.server.code);
    expect(second).toEqual(other);
    expect(second).toMatchObject({
      name: 'Second track',
      archivedAt: null,
      events: 1,
      event: { title: 'Second track' },
    });
    expect(console2.state.event.code).toBe(other.event.code);
    expect(console2.state.spells).toEqual(room.client.state.spells);
    expect(console2.state.model).toEqual(room.client.state.model);
    expect(console2.state.joinUrl).toContain(other.event.code);
  });

  test('neither hears of people, casts, rounds or settings of the other', async () => {
    const stage2 = connect(room.server, '/stage', { token: tokenOf(console2.state.stageUrl) });
    const shown = await nextMessage<StageSnapshot>(stage2, 'stage:welcomed');
    expect(shown.event.code).toBe(other.event.code);
    const wand2 = connectWand(there(), { key: newKey() });
    await nextMessage<Welcome>(wand2, 'wand:welcomed');
    const heard = [stage2, wand2, console2.socket].map(heardBy);

    await castAll(room.server, casts(LINE, 2, 2, 1));
    await room.client.ask<EventInfo>('room:lock', { locked: true });
    await room.client.ask<EventInfo>('room:lock', { locked: false });
    await room.client.ask<Round>('round:start', { kind: 'free', spell: null, duel: null, seconds: 20 });
    await room.client.ask('stage:show', { view: 'live' });

    // What a room says of itself all the time, and what concerns the whole server.
    const expected = ['health:changed', 'counts:changed', 'participants:changed', 'stage:frame', 'audit:added'];
    for (let beat = 0; beat < 3; beat++) await console2.waitForMessage('health:changed'); // counts follow within two
    expect(heard.flat().filter(({ message }) => !expected.includes(message))).toEqual([]);
    expect(JSON.stringify(heard)).not.toMatch(/Quiet Otter \d/);
    for (const { message, value } of heard.flat())
      if (message === 'counts:changed') expect(value).toMatchObject({ casts: 0 });
      else if (message === 'stage:frame') expect(value).not.toHaveProperty('results');
    const people = await console2.ask('participants:list', {});
    expect(JSON.stringify(people).match(/nickname/g)).toHaveLength(1);
    const [counted] = await room.server.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM casts c JOIN events e ON e.id = c.event_id WHERE e.code = $1',
      [other.event.code],
    );
    expect(counted?.n).toBe(0);
    for (const socket of [stage2, wand2]) socket.disconnect();
  });

  test('each begins its own events, and the other goes on', async () => {
    const began = await console2.ask<EventInfo>('event:begin', {
      ...{ after: other.event.code, title: 'Second talk', bookId: console2.state.books.current },
    });
    const [first, second] = await list();
    expect(first?.event.code).toBe(room.server.code);
    expect(second).toMatchObject({ events: 2, event: { code: began.code, title: 'Second talk' } });
    const wand = connectWand(room.server, { key: newKey() });
    expect((await nextMessage<Welcome>(wand, 'wand:welcomed')).next).toBeNull();
    wand.disconnect();
    expect(await room.client.refusal('event:begin', { after: began.code, title: 'Mine', bookId: console2.state.books.current })).toBe('event-over'); // prettier-ignore
    const page = await console2.ask<{ events: readonly { code: string }[]; total: number }>('event:list', {
      ...{ before: null, limit: 10 },
    });
    expect(page.total).toBe(2);
    expect(page.events.map(({ code }) => code)).toEqual([began.code, other.event.code]);
  });
});

describe('a room', () => {
  test('can copy the run of show of another one, be renamed, archived and restored', async () => {
    const [first] = await list();
    const copy = await create('Copy', first?.id ?? null);
    const copied = await openConsole(room.server, room.server.owner, copy.id);
    const titles = (client: ConsoleClient): string[] =>
      client.state.runOfShow.steps.map(({ title, kind }) => title + kind);
    expect(titles(copied)).toEqual(titles(room.client));
    copied.socket.disconnect();

    const told = room.client.waitForMessage('rooms:changed');
    expect(await room.client.ask('room:rename', { roomId: copy.id, name: 'Track three' })).toMatchObject({
      name: 'Track three',
    });
    await told;
    const known = { key: newKey(), profile: { ...profile, nickname: 'Early Bird' } };
    const code = copy.event.code;
    const early = connectWand({ url: room.server.url, code }, known);
    await nextMessage(early, 'wand:welcomed');
    early.disconnect();
    const archived = await room.client.ask<ListedRoom>('room:archive', { roomId: copy.id });
    expect(archived.archivedAt).not.toBeNull();
    expect((await list()).map(({ id }) => id)).not.toContain(copy.id);
    expect((await list(true)).map(({ id }) => id)).toEqual([copy.id]);
    const late = connectWand({ url: room.server.url, code }, { key: newKey() });
    expect(await connectionResult(late, 'wand:welcomed')).toBe('event-over');
    const again = connectWand({ url: room.server.url, code }, known); // may send what their phone kept
    expect(await connectionResult(again, 'wand:welcomed')).toBe('welcomed');
    for (const wand of [late, again]) wand.disconnect();
    expect((await room.client.ask<ListedRoom>('room:restore', { roomId: copy.id })).archivedAt).toBeNull();
    const newcomer = connectWand({ url: room.server.url, code }, { key: newKey() });
    expect(await connectionResult(newcomer, 'wand:welcomed')).toBe('welcomed');
    newcomer.disconnect();
  });

  test('that does not exist is refused, and so is archiving the last one', async () => {
    const roomId = '00000000-0000-4000-8000-000000000000';
    for (const [message, value] of [
      ['room:rename', { roomId, name: 'X' }],
      ['room:archive', { roomId }],
      ['room:restore', { roomId }],
    ] as const)
      // prettier-ignore
      expect(await room.client.refusal(message, value)).toBe('room-unknown');
    expect(await room.client.refusal('room:create', { name: 'Y', from: roomId })).toBe('room-unknown');
    const stray = connect(room.server, '/console', { token: room.server.owner, room: roomId });
    expect(await connectionResult(stray, 'console:welcomed')).toBe('room-unknown');
    stray.disconnect();
    const rooms = await list();
    for (const { id } of rooms.slice(1)) await room.client.ask('room:archive', { roomId: id });
    expect(await room.client.refusal('room:archive', { roomId: rooms[0]?.id ?? '' })).toBe('room-last');
  });
});
