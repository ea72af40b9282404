import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../environment/environment.js';
import { treeRssMb } from '../../environment/process-usage.js';
import { percentiles, type Percentiles } from '../../figures/percentiles.js';
import { becomeOwner } from '../../room-client/sign-in-as-owner.js';
import { countStoredCasts } from '../../room-client/count-stored-casts.js';
import { openSocket } from '../../room-client/open-socket.js';
import { joinAll } from '../load/join-all.js';
import { measureServer, type Load } from '../load/measure-server.js';
import { startWandcast, type WandcastProcess } from '../servers/wandcast/wandcast-process.js';
import { createRooms } from './create-rooms.js';
import { LiveRoom } from './live-room.js';

/** What the people of some rooms on one server noticed. Times in ms. */
export interface RoomsMeasurement {
  readonly ackMs: Percentiles;
  readonly casts: number;
  /** Casts that were ended and are missing from the database. */
  readonly lost: number;
  readonly rssMb: number;
}

/** Rooms opened to see what one costs, and before them, so that the code they need is loaded. */
const IDLE_ROOMS = 40;
const FIRST_ROOMS = 4;
/** Time for a room's start to end, and for garbage to be collected, ms. */
const SETTLE_MS = 3_000;

/** Lets everyone of `load` cast, spread over so many rooms of one server, each with console, stage, rounds and trainings. */
export async function measureRooms(environment: Environment, count: number, load: Load): Promise<RoomsMeasurement> {
  const site = await startWandcast(environment, `rooms_${count}`);
  const rooms: LiveRoom[] = [];
  try {
    const session = await becomeOwner(site.url, site.setUpToken);
    const ids = await createRooms(site.url, session, count - 1);
    for (const id of [undefined, ...ids]) rooms.push(await LiveRoom.open(site.url, session, id));
    const casters = await joinAll(site.server, load.people, (n) => roomOf(rooms, n).join(n));
    const goingOn = Promise.all(rooms.map((room) => room.carryOn()));
    const failed = goingOn.then(() => new Promise<never>(() => undefined)); // rejects if a room cannot go on
    const name = count === 1 ? 'one room' : `${count} rooms`;
    const {
      load: measured,
      warmUp,
      cost,
    } = await Promise.race([measureServer(name, environment, site.server, casters, load), failed]);
    const stored = await countStoredCasts(rooms.flatMap(({ joined }) => joined));
    return {
      ackMs: percentiles(measured.answered.map(({ endedAt, answeredAt }) => answeredAt - endedAt)),
      casts: measured.answered.length,
      lost: measured.begun + warmUp.begun - stored.size,
      rssMb: Math.round(cost.rssMb),
    };
  } finally {
    for (const room of rooms) room.leave();
    await site.server.stop();
  }
}

/** Resident memory of the server for a room that is open while nobody is in it, MB. */
export async function measureIdleRoom(environment: Environment): Promise<number> {
  const site = await startWandcast(environment, 'rooms_idle');
  try {
    const session = await becomeOwner(site.url, site.setUpToken);
    await openAll(site, session, await createRooms(site.url, session, FIRST_ROOMS));
    const ids = await createRooms(site.url, session, IDLE_ROOMS);
    await sleep(SETTLE_MS);
    const before = treeRssMb(site.server.pid);
    await openAll(site, session, ids);
    await sleep(SETTLE_MS);
    return Math.max(0, treeRssMb(site.server.pid) - before) / IDLE_ROOMS;
  } finally {
    await site.server.stop();
  }
}

/** Opens rooms as a console does that looks in for a moment. */
async function openAll({ url }: WandcastProcess, session: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { socket, welcomed } = openSocket(url, '/console', session, id);
    await welcomed;
    socket.disconnect();
  }
}

function roomOf(rooms: readonly LiveRoom[], person: number): LiveRoom {
  const room = rooms[person % rooms.length];
  if (room === undefined) throw new Error('a load needs a room');
  return room;
}
