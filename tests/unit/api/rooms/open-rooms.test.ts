import type { EventCode } from '@wandcast/protocol';
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import type { Bus } from '../../../../apps/api/src/platform/bus/bus.js';
import { Log } from '../../../../apps/api/src/platform/logging/log.js';
import type { EventsRepository } from '../../../../apps/api/src/rooms/events/events.repository.js';
import { MainRoom } from '../../../../apps/api/src/rooms/events/main-room.js';
import { OpenRooms } from '../../../../apps/api/src/rooms/events/open-rooms.service.js';
import { Emitter } from '../../../../apps/api/src/platform/events/emitter.js';
import { WrongNodeError, type RoomLeases } from '../../../../apps/api/src/rooms/leases/room-leases.service.js';
import type { EventRecord } from '../../../../apps/api/src/rooms/room/event-record.js';
import { RoomPart } from '../../../../apps/api/src/rooms/room/room-part.js';
import { Rooms } from '../../../../apps/api/src/rooms/room/rooms.js';
import { SocketNamespaces } from '../../../../apps/api/src/rooms/room/socket-namespaces.js';

const MINUTE = 60_000;

@RoomPart()
class Work {
  isBusy = false;
}

/** Current events by room. */
let current: Map<string, string>;
let sockets: Map<string, Set<string>>;
let rooms: Rooms;
let open: OpenRooms;
let opens: MockInstance<Rooms['open']>;
let lost: RoomLeases['events'];
/** Rooms that another node serves. */
let elsewhere: Set<string>;
let dropped: string[];

const recordOf = (roomId: string, id: string): EventRecord =>
  ({ id, roomId, code: id as EventCode, title: id, spellbookId: 'book', isArchived: false }) as unknown as EventRecord;

beforeEach(async () => {
  vi.useFakeTimers();
  current = new Map([['main', 'talk']]);
  sockets = new Map();
  const reread = { reread: () => Promise.resolve() };
  const namespaces = new SocketNamespaces();
  namespaces.set('wand', {
    in: () => ({ emit: vi.fn(), disconnectSockets: vi.fn(), socketsJoin: vi.fn(), socketsLeave: vi.fn() }),
    adapter: { rooms: sockets },
    sockets: { get: (id: string) => ({ conn: { close: () => dropped.push(id) } }) } as never,
  });
  [elsewhere, dropped, lost] = [new Set(), [], new Emitter()];
  const leases = {
    ...{ events: lost, begin: () => Promise.resolve(), end: () => Promise.resolve(), release: vi.fn() },
    holds: (id: string) => !elsewhere.has(id),
    take: (id: string) => (elsewhere.has(id) ? Promise.reject(new WrongNodeError(id, undefined)) : Promise.resolve()),
  } as unknown as RoomLeases;
  const bus = { on: () => undefined, publish: () => undefined } as unknown as Bus;
  rooms = new Rooms({ get: () => reread } as never, bus, namespaces);
  rooms.register([Work]);
  const events = {
    listBusyRooms: () => Promise.resolve([]),
    findMain: () => Promise.resolve(recordOf('main', 'talk')),
    findCurrent: (roomId: string) => {
      const id = current.get(roomId);
      return Promise.resolve(id === undefined ? undefined : recordOf(roomId, id));
    },
  } as unknown as EventsRepository;
  const log = { warn: vi.fn() } as unknown as Log;
  open = new OpenRooms(rooms, new MainRoom(rooms, events), leases, events, namespaces, bus, log);
  opens = vi.spyOn(rooms, 'open');
  await open.onApplicationBootstrap();
});
afterEach(async () => {
  await open.onModuleDestroy();
  vi.useRealTimers();
});

const openIds = (): string[] => rooms.list().map(({ id }) => id);
async function pass(minutes: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(minutes * MINUTE);
}

test('a room is opened once, whatever many ask for it at once, and one that does not exist is refused', async () => {
  current.set('hall', 'keynote');
  const [one, two] = await Promise.all([open.get('hall'), open.get('hall')]);
  expect(one).toBe(two);
  expect(opens).toHaveBeenCalledTimes(2); // with the main one
  await expect(open.get('nowhere')).rejects.toThrow('room-unknown');
  expect(openIds()).toEqual(['main', 'hall']);
});

test('a room that nobody uses is closed after ten minutes; the main one stays', async () => {
  current.set('hall', 'keynote');
  const hall = await open.get('hall');
  await pass(9);
  expect(openIds()).toEqual(['main', 'hall']);
  await pass(2);
  expect([openIds(), hall.closed.aborted]).toEqual([['main'], true]);
  expect(await open.get('hall')).not.toBe(hall);
});

test('a room stays open while somebody is in it, or it has work to do, and for ten minutes afterwards', async () => {
  current.set('hall', 'keynote').set('lab', 'class');
  const [hall, lab] = [await open.get('hall'), await open.get('lab')];
  sockets.set('keynote', new Set(['a phone']));
  lab.part(Work).isBusy = true;
  await pass(30);
  expect(openIds()).toEqual(['main', 'hall', 'lab']);
  sockets.clear();
  lab.part(Work).isBusy = false;
  await pass(9);
  await open.get('hall'); // a request is use, too
  await pass(2);
  expect(openIds()).toEqual(['main', 'hall']);
  expect(hall.closed.aborted).toBe(false);
  await pass(10);
  expect(openIds()).toEqual(['main']);
});

test('a room continues with the next event that began on another node', async () => {
  current.set('hall', 'keynote');
  const before = await open.get('hall');
  current.set('hall', 'panel');
  const next = await open.sync('hall');
  expect([next.eventId, before.latest, rooms.during('keynote')]).toEqual(['panel', next, undefined]);
  expect(openIds()).toEqual(['main', 'hall']);
});

test('a room that another node serves is not opened, and one that it takes over is closed without a word to its pages', async () => {
  current.set('hall', 'keynote').set('lab', 'class');
  elsewhere.add('hall');
  await expect(open.get('hall')).rejects.toThrow('wrong-node');
  expect(await open.eventOf('hall')).toMatchObject({ id: 'keynote' });
  const lab = await open.get('lab');
  sockets.set('class', new Set(['a phone']));
  elsewhere.add('lab');
  lost.emit('rooms:lost', ['lab']);
  await pass(1);
  expect([openIds(), lab.closed.aborted, dropped[0]]).toEqual([['main'], true, 'a phone']);
  elsewhere.clear();
  expect(await open.get('lab')).not.toBe(lab);
});
