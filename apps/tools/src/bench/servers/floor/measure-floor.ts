import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import WebSocket from 'ws';
import type { BenchCast } from '../../load/bench-cast.js';
import { joinAll } from '../../load/join-all.js';
import { sendOnSchedule, type AnsweredCast, type Caster } from '../../load/cast-load.js';
import { measureServer, type Load, type Measurement } from '../../load/measure-server.js';
import { startServerProcess } from '../../../environment/server-process.js';
import type { Environment } from '../../../environment/environment.js';

const SERVER = fileURLToPath(new URL('./floor-server.js', import.meta.url));

/** Measures the floor, see floor-server.ts. @param bare without recognition */
export async function measureFloor(environment: Environment, load: Load, bare: boolean): Promise<Measurement> {
  const name = bare ? 'bare floor' : 'floor';
  const databaseUrl = await environment.postgres.create(bare ? 'bare_floor' : 'floor');
  const server = startServerProcess(environment, {
    name: `the ${name} server`,
    args: ['--enable-source-maps', SERVER, ...(bare ? ['bare'] : [])],
    databaseUrl,
  });
  const [, port = ''] = await server.waitForOutput(/ready on (\d+)/);
  const sockets: WebSocket[] = [];
  try {
    const casters = await joinAll(server, load.people, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
      sockets.push(socket);
      await once(socket, 'open');
      return floorCaster(socket);
    });
    return await measureServer(name, environment, server, casters, load);
  } finally {
    for (const socket of sockets) socket.terminate();
    await server.stop();
  }
}

/** Sends the same messages as a wand, of the same length, in plain frames. */
function floorCaster(socket: WebSocket): Caster {
  return {
    async cast({ batches, channels, samples }: BenchCast): Promise<AnsweredCast> {
      const castId = uuidv7();
      const head = {
        castId,
        intent: 'cast',
        spell: null,
        source: 'simulated',
        channels,
        startedAt: Date.now(),
        stream: 0,
      };
      socket.send(JSON.stringify(['cast:start', head]));
      await sendOnSchedule(
        batches,
        ({ dueMs }) => dueMs,
        ({ bytes }) => {
          socket.send(bytes);
        },
      );
      const answer = once(socket, 'message');
      socket.send(JSON.stringify(['cast:end', { castId, count: samples.length, checksum: 0xffff_ffff }]));
      const endedAt = performance.now();
      await answer;
      return { castId, endedAt, answeredAt: performance.now() };
    },
  };
}
