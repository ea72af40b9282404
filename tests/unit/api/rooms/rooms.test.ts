import type { EventCode, Participant, ParticipantId, SpellId, StageFrame } from '@wandcast/protocol';
import { describe, expect, test, vi } from 'vitest';
import { CastsRepository } from '../../../../apps/api/src/casting/storage/casts.repository.js';
import { CastPaths } from '../../../../apps/api/src/casting/stage/cast-paths.service.js';
import { Reactions } from '../../../../apps/api/src/casting/stage/reactions.service.js';
import { StageFrames } from '../../../../apps/api/src/casting/stage/stage-frames.service.js';
import { Leaderboard } from '../../../../apps/api/src/games/leaderboard/leaderboard.service.js';
import { RoundsRepository } from '../../../../apps/api/src/games/rounds/rounds.repository.js';
import { Rounds } from '../../../../apps/api/src/games/rounds/rounds.service.js';
import { PlayedCastsRepository } from '../../../../apps/api/src/games/scoring/played-casts.repository.js';
import type { BusMessage } from '../../../../apps/api/src/platform/bus/bus-message.js';
import type { Bus } from '../../../../apps/api/src/platform/bus/bus.js';
import { Clock } from '../../../../apps/api/src/platform/clock.js';
import { Log } from '../../../../apps/api/src/platform/logging/log.js';
import { Metrics } from '../../../../apps/api/src/platform/metrics/metrics.js';
import { HealthStats } from '../../../../apps/api/src/rooms/health-stats/health-stats.js';
import { Presence } from '../../../../apps/api/src/rooms/participants/presence.js';
import type { EventRecord } from '../../../../apps/api/src/rooms/room/event-record.js';
import type { PartType } from '../../../../apps/api/src/rooms/room/room-part.js';
import type { Room } from '../../../../apps/api/src/rooms/room/room.js';
import { Rooms } from '../../../../apps/api/src/rooms/room/rooms.js';
import { SocketNamespaces } from '../../../../apps/api/src/rooms/room/socket-namespaces.js';
import { Spellbook } from '../../../../apps/api/src/rooms/spellbook/spellbook.js';
import { SpellsRepository } from '../../../../apps/api/src/rooms/spellbook/spells.repository.js';

const parts = [CastPaths, Leaderboard, Presence, HealthStats, Reactions, Rounds, Spellbook, StageFrames] as const;

const event = (id: string, roomId = `room of ${id}`): EventRecord => ({
  ...{
    id,
    roomId,
    roomName: 'Room',
    isArchived: false,
    organizationId: 'organization',
    linkVersion: 0,
    code: id.toUpperCase() as EventCode,
    title: id,
    locked: false,
    capacity: 9,
    learning: true,
    view: 'lobby',
  },
  ...{ teaching: null, spellbookId: `book of ${id}`, activeModelId: null, stepId: null, blank: false },
  ...{ announcement: null, spotlight: { by: 'newest' }, calm: false, sound: true, reactions: true },
});

const ada: Participant = {
  ...{ id: 'ada' as ParticipantId, nickname: 'Ada', sigil: 'moth', metal: 'brass', grove: 'ash' },
};

/** A server without a database. Each event has its own spellbook, and there are no casts. */
function server() {
  const providers = new Map<unknown, object>([
    [CastsRepository, { count: () => Promise.resolve(0) }],
    [PlayedCastsRepository, { list: () => Promise.resolve([]), players: () => [] }],
    [RoundsRepository, { list: () => Promise.resolve([]) }],
    [
      SpellsRepository,
      {
        read: (id: string) =>
          Promise.resolve({ spells: [{ id, name: id, hue: 1, glyph: null, hint: '' }], removed: [] }),
        listIds: () => Promise.resolve(new Set<SpellId>()),
      },
    ],
    ...([Clock, Metrics] as const).map((type) => [type, new type()] as const),
    [Log, { warn: () => undefined }],
  ]);
  const published: { message: BusMessage; room: string | undefined }[] = [];
  const listeners: ((message: BusMessage, room: string | undefined, from?: unknown) => void)[] = [];
  const kinds: string[] = [];
  const bus = {
    on: (kind: string, listener: (typeof listeners)[number]) => {
      kinds.push(kind);
      listeners.push(listener);
    },
    tell: (message: BusMessage, from: unknown) => {
      for (const [n, listener] of listeners.entries())
        if (kinds[n] === message.kind) listener(message, undefined, from);
    },
    publish: (message: BusMessage, room?: string) => published.push({ message, room }),
  };
  const sent: { to: string; message: string; value: unknown }[] = [];
  const namespaces = new SocketNamespaces();
  for (const role of ['wand', 'stage', 'console'] as const)
    namespaces.set(role, {
      in: (to) => ({
        emit: (message, value) => sent.push({ to, message, value }),
        disconnectSockets: () => undefined,
        socketsJoin: (name) => sent.push({ to, message: 'joins', value: name }),
        socketsLeave: () => undefined,
      }),
      adapter: { rooms: new Map() },
      sockets: new Map(),
    });
  const modules = { get: (type: unknown) => providers.get(type) };
  const rooms = new Rooms(modules as never, bus as unknown as Bus, namespaces);
  rooms.register(parts);
  return { rooms, published, listeners, sent };
}

describe('two rooms of one server', () => {
  test('share no parts, participants, counts, spells or events', async () => {
    const { rooms } = server();
    const [here, there] = [await rooms.open(event('here')), await rooms.open(event('there'))];
    for (const type of parts as readonly PartType[]) expect(here.part(type)).not.toBe(there.part(type));
    const listener = vi.fn();
    there.events.on('presence:changed', listener);

    here.part(Presence).arrived(ada, false);
    here.part(HealthStats).phoneArrived(ada.id);
    here.part(HealthStats).refused('internal');
    here.part(HealthStats).stageArrived();

    expect(here.part(Presence).ids()).toEqual([ada.id]);
    expect(there.part(Presence).ids()).toEqual([]);
    expect([here, there].map((room) => room.part(StageFrames).counts().wands)).toEqual([1, 0]);
    expect([here, there].map((room) => room.part(HealthStats).read().stages)).toEqual([1, 0]);
    expect([here, there].map((room) => room.part(HealthStats).takeCounters().internalFailures)).toEqual([1, 0]);
    expect([here, there].map((room) => room.part(Spellbook).list()[0]?.id)).toEqual(['book of here', 'book of there']);
    expect([here, there].map((room) => room.part(Leaderboard).rivals())).toEqual([[ada.id], []]);
    expect(listener).not.toHaveBeenCalled();
    await rooms.closeAll();
  });

  test('send to their own sockets and to the same room on other nodes', async () => {
    const { rooms, published, listeners, sent } = server();
    const [here, there] = [await rooms.open(event('here')), await rooms.open(event('there'))];
    here.broadcaster.toConsoles('participants:changed', null);
    expect(sent.filter(({ message }) => message === 'participants:changed').map(({ to }) => to)).toEqual([
      here.eventId,
    ]);
    here.bus.publish({ kind: 'presence-changed' });
    here.bus.publish({ kind: 'books' });
    expect(published.map(({ room }) => room)).toEqual([here.eventId, undefined]); // spellbooks concern every room
    const [atHere, atThere] = [vi.fn(), vi.fn()];
    here.bus.on('presence-changed', atHere);
    there.bus.on('presence-changed', atThere);
    for (const listener of listeners.slice(-2)) listener({ kind: 'presence-changed' }, there.eventId);
    expect([atHere, atThere].map((listener) => listener.mock.calls.length)).toEqual([0, 1]);
    const [booksHere, booksThere] = [vi.fn(), vi.fn()];
    here.bus.on('books', booksHere);
    there.bus.on('books', booksThere);
    here.bus.publish({ kind: 'books' });
    expect([booksHere, booksThere].map((listener) => listener.mock.calls.length)).toEqual([0, 1]); // the sender knows
    await rooms.closeAll();
  });
});

describe('the room of the next event', () => {
  test('takes over the sockets of the previous room, which closes, and starts without participants', async () => {
    const { rooms, sent } = server();
    const before = await rooms.open(event('before'));
    before.part(Presence).arrived(ada, false);
    before.part(HealthStats).stageArrived();
    const followed: Room[][] = [];
    rooms.events.on('room:replaced', (rooms) => void followed.push([rooms.before, rooms.next]));
    const next = await rooms.open(event('next', before.id), before);
    expect(followed).toEqual([[before, next]]);
    expect(sent.filter(({ message }) => message === 'joins')).toHaveLength(3);
    expect([before.isOver, before.closed.aborted, before.latest === next, next.isOver]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([rooms.find(next.id), rooms.during(before.eventId)]).toEqual([next, undefined]);
    expect(next.part(Presence).ids()).toEqual([]);
    expect(next.part(HealthStats).read().stages).toBe(1); // stages stay connected
    await rooms.closeAll();
  });

  test('receives no events of the previous room', async () => {
    const { rooms, sent } = server();
    const before = await rooms.open(event('before'));
    await rooms.open(event('next', before.id), before);
    const listener = vi.fn();
    before.events.on('presence:changed', listener, before.closed);
    before.part(Presence).arrived(ada, false);
    const frames = sent.filter(({ message, value }) => message === 'stage:frame' && (value as StageFrame).joined);
    expect([listener.mock.calls.length, frames.length]).toEqual([0, 0]);
    await rooms.closeAll();
  });
});

test('rejects unregistered parts and classes that are not room parts', async () => {
  const { rooms } = server();
  const room = await rooms.open(event('here'));
  expect(() => room.part(Clock)).toThrow('Clock is not a registered room part');
  expect(() => {
    rooms.register([Clock]);
  }).toThrow('Clock is not marked as a room part');
  await rooms.closeAll();
});
