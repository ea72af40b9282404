import { UsageError } from '../../cli/usage-error.js';
import { requireOpenFiles } from '../../environment/require-open-files.js';
import { withEnvironment } from '../../environment/with-environment.js';
import { roundTo } from '../../figures/round-to.js';
import { createLoadCasts } from '../load/bench-cast.js';
import { measureIdleRoom, measureRooms, type RoomsMeasurement } from './measure-rooms.js';

interface RoomsOptions {
  readonly rooms: number;
  /** In each room. */
  readonly wands: number;
  readonly seconds: number;
  readonly progress: (text: string) => void;
}

/** Result of `npm run bench:rooms`; its usage explains the terms. */
export interface RoomsResult {
  /** Everyone in one room. */
  readonly hall: RoomsMeasurement;
  /** The same people in several rooms. */
  readonly tracks: RoomsMeasurement;
  /** The p99 of acknowledgements in several rooms, relative to one; null if too little was measured. */
  readonly overHall: number | null;
  readonly idleRoomMb: number;
  readonly rooms: number;
  readonly wands: number;
  readonly seconds: number;
}

/** Open files of this process other than its wands' sockets. */
const OTHER_FILES = 200;
/** Admitted by a new event. */
const MOST_PEOPLE = 1_000;
const SEED = 2018;

/** @throws UsageError if this machine cannot */
export async function compareRooms({ rooms, wands, seconds, progress }: RoomsOptions): Promise<RoomsResult> {
  if (process.platform !== 'linux') throw new UsageError('the bench reads memory from /proc and runs on Linux only');
  const people = rooms * wands;
  if (people > MOST_PEOPLE) throw new UsageError(`a room admits ${MOST_PEOPLE} people, not ${people}`);
  requireOpenFiles(people, OTHER_FILES);
  return withEnvironment('rooms', progress, async (environment) => {
    const load = { people, seconds, casts: createLoadCasts(SEED) };
    const hall = await measureRooms(environment, 1, load);
    const tracks = await measureRooms(environment, rooms, load);
    const idleRoomMb = roundTo(await measureIdleRoom(environment), 2);
    const [one, several] = [hall.ackMs.p99, tracks.ackMs.p99];
    const overHall = one === null || several === null ? null : roundTo(several / Math.max(one, 0.1), 2);
    return { hall, tracks, overHall, idleRoomMb, rooms, wands, seconds };
  });
}
