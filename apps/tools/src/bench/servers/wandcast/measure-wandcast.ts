import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Wand } from '@wandcast/wand';
import { UsageError } from '../../../cli/usage-error.js';
import { countStoredCasts } from '../../../room-client/count-stored-casts.js';
import { performCast } from '../../../room-client/perform-cast.js';
import { joinRoom } from '../../../room-client/join-room.js';
import { simulatedProfile } from '../../../room-client/simulated-profile.js';
import { freePort } from '../../../environment/free-port.js';
import { joinAll } from '../../load/join-all.js';
import type { AnsweredCast, Caster } from '../../load/cast-load.js';
import { measureServer, type Load, type Measurement } from '../../load/measure-server.js';
import { SERVER_ENTRY } from '../../../environment/server-entry.js';
import { startServerProcess, type ServerProcess } from '../../../environment/server-process.js';
import type { Environment } from '../../../environment/environment.js';
import { watchStage } from './watch-stage.js';
import { disableAutoTraining } from './disable-auto-training.js';

interface WandcastMeasurement extends Measurement {
  /** Finished casts of the whole run, including the warm-up, that are missing from the database. */
  readonly lost: number;
  /** From the end of each cast until it appears on the stage, ms. */
  readonly stageMs: readonly number[];
}

/** Time for the last results to reach the stage, ms: a few stage frames. */
const LAST_FRAME_MS = 1_000;

/** Measures the real server with real wands and a stage. @param profile folder for CPU profiles */
export async function measureWandcast(
  environment: Environment,
  load: Load,
  profile: string | undefined,
): Promise<WandcastMeasurement> {
  const port = await freePort();
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const server = startServerProcess(environment, {
    name: 'the Wandcast server',
    args: [
      ...[...profiling, ...SERVER_ENTRY],
      ...['--port', String(port), '--host', '127.0.0.1', '--data', path.join(environment.folder, 'ours')],
    ],
    databaseUrl: await environment.postgres.create('ours'),
  });
  const [, token = ''] = await server.waitForOutput(/\/stage\?token=(\S+)/);
  const url = `http://127.0.0.1:${port}`;
  const code = await healthyCode(server, url);
  const [, owner = ''] = await server.waitForOutput(/#set-up=(\S+)/);
  await disableAutoTraining(url, owner);
  const stage = await watchStage(url, token);
  const joined: Wand[] = [];
  try {
    const casters = await joinAll(server, load.people, async (n) => {
      const { wand } = await joinRoom({ url, code }, simulatedProfile(n));
      joined.push(wand);
      return wandCaster(wand);
    });
    const measurement = await measureServer('ours', environment, server, casters, load);
    await sleep(LAST_FRAME_MS);
    const stored = await countStoredCasts(joined);
    const { begun, answered } = measurement.load;
    return {
      ...measurement,
      lost: begun + measurement.warmUp.begun - stored.size,
      stageMs: answered.flatMap(({ castId, endedAt }) => {
        const shownAt = stage.shownAt(castId);
        return shownAt === undefined ? [] : [shownAt - endedAt];
      }),
    };
  } finally {
    stage.leave();
    for (const wand of joined) wand.leave();
    await server.stop();
  }
}

/** The room's join code. @throws UsageError if the server is not healthy */
async function healthyCode(server: ServerProcess, url: string): Promise<string> {
  const health = await fetch(`${url}/health`);
  if (!health.ok) throw new UsageError(`the Wandcast server is not healthy: /health answers ${health.status}`);
  const [, code = ''] = await server.waitForOutput(/\/\?code=([A-Z0-9]+)/);
  return code;
}

function wandCaster(wand: Wand): Caster {
  return {
    async cast({ signal }): Promise<AnsweredCast> {
      const result = await performCast(wand, signal, { intent: 'cast', spell: null, source: 'simulated', speed: 1 });
      if (result.kind === 'refused') throw new UsageError(`the Wandcast server refused a cast: ${result.failure.code}`);
      const answeredAt = performance.now();
      return { castId: result.castId, endedAt: answeredAt - result.ackMs, answeredAt };
    },
  };
}
