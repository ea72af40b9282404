import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import type { BenchCast } from '../../load/bench-cast.js';
import { joinAll } from '../../load/join-all.js';
import { sendOnSchedule, type AnsweredCast, type Caster } from '../../load/cast-load.js';
import { measureServer, type Load, type Measurement } from '../../load/measure-server.js';
import type { FromNaive, ToNaive } from './messages.js';
import { startServerProcess } from '../../../environment/server-process.js';
import type { Environment } from '../../../environment/environment.js';

const SERVER = fileURLToPath(new URL('./main.js', import.meta.url));

/** Measures the naive server, see casts.gateway.ts. */
export async function measureNaive(environment: Environment, load: Load): Promise<Measurement> {
  const databaseUrl = await environment.postgres.create('naive');
  const server = startServerProcess(environment, {
    name: 'the naive server',
    args: ['--enable-source-maps', SERVER],
    databaseUrl,
  });
  const [, port = ''] = await server.waitForOutput(/ready on (\d+)/);
  const sockets: NaiveSocket[] = [];
  try {
    const casters = await joinAll(server, load.people, async (person) => {
      const socket: NaiveSocket = io(`http://127.0.0.1:${port}`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
      });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return naiveCaster(socket, `wizard ${person}`);
    });
    return await measureServer('naive', environment, server, casters, load);
  } finally {
    for (const socket of sockets) socket.disconnect();
    await server.stop();
  }
}

type NaiveSocket = Socket<FromNaive, ToNaive>;

function naiveCaster(socket: NaiveSocket, participant: string): Caster {
  return {
    async cast({ samples }: BenchCast): Promise<AnsweredCast> {
      const castId = uuidv7();
      socket.emit('start', { castId, participant });
      await sendOnSchedule(
        samples,
        ({ t }) => t,
        ({ t, linear: [x, y, z] = [0, 0, 0], gravity: [gx, gy, gz] = [0, 0, 0] }) => {
          socket.emit('sample', { castId, t, x, y, z, gx, gy, gz });
        },
      );
      const answer = socket.emitWithAck('end', { castId });
      const endedAt = performance.now();
      await answer;
      return { castId, endedAt, answeredAt: performance.now() };
    },
  };
}
