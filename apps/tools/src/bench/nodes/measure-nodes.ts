import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import { countStoredCasts } from '../../room-client/count-stored-casts.js';
import { becomeOwner } from '../../room-client/sign-in-as-owner.js';
import { joinAll } from '../load/join-all.js';
import { measureServer, type Load } from '../load/measure-server.js';
import { createRooms } from '../rooms/create-rooms.js';
import { LiveRoom } from '../rooms/live-room.js';
import { startOnDatabase, startWandcast, type WandcastProcess } from '../servers/wandcast/wandcast-process.js';

/** What casts cost on some nodes. */
export interface NodesMeasurement {
  /** CPU of all nodes; PostgreSQL is not included. */
  readonly cpuMsPerCast: number;
  readonly casts: number;
  /** Casts that were ended and are missing from the database. */
  readonly lost: number;
}

/** How people come to a room: by the node that serves it, as through a proxy that knows, or by another one. */
export type Way = 'direct' | 'passed-on';

/** Lets everyone of `load` cast in rooms that are spread over so many nodes, each room with a stage and a console. */
export async function measureNodes(
  environment: Environment,
  { nodes: count, rooms: roomCount, way }: { readonly nodes: number; readonly rooms: number; readonly way: Way },
  load: Load,
  run: number,
): Promise<NodesMeasurement> {
  const name = `nodes_${count}_${way.replace('-', '_')}_${run}`;
  const first = await startWandcast(environment, name);
  const nodes: WandcastProcess[] = [first];
  const rooms: LiveRoom[] = [];
  try {
    for (let n = 1; n < count; n++) nodes.push(await startOnDatabase(environment, `${name}_${n}`, first.databaseUrl));
    const session = await becomeOwner(first.url, first.setUpToken);
    const ids = [undefined, ...(await createRooms(first.url, session, roomCount - 1))];
    for (const [n, id] of ids.entries()) rooms.push(await LiveRoom.open(nodeOf(nodes, n).url, session, id));
    const casters = await joinAll(first.server, load.people, (person) => {
      const room = rooms[person % rooms.length];
      if (room === undefined) throw new Error('a load needs a room');
      const node = nodeOf(nodes, (person % rooms.length) + (way === 'direct' ? 0 : 1));
      return room.join(person, node.url);
    });
    const servers = nodes.map(({ server }) => server);
    const measured = await measureServer(name, environment, servers, casters, load);
    const stored = await countStoredCasts(rooms.flatMap(({ joined }) => joined));
    return {
      cpuMsPerCast: measured.cost.cpuMsPerCast,
      casts: measured.load.answered.length,
      lost: measured.load.begun + measured.warmUp.begun - stored.size,
    };
  } finally {
    for (const room of rooms) room.leave();
    for (const { server } of nodes) await server.stop();
  }
}

function nodeOf(nodes: readonly WandcastProcess[], n: number): WandcastProcess {
  const node = nodes[n % nodes.length];
  if (node === undefined) throw new UsageError('a load needs a node');
  return node;
}
