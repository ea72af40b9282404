import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CastId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { UsageError } from '../../../cli/command.js';
import { perform } from '../../../room-client/perform-cast.js';
import { joinRoom } from '../../../room-client/join-room.js';
import { simulatedProfile } from '../../../room-client/simulated-profile.js';
import { freePort } from '../../environment/free-port.js';
import { joinAll } from '../../load/join-all.js';
import type { AnsweredCast, Caster } from '../../load/cast-load.js';
import { measure, type Load, type Measurement } from '../../load/measure-server.js';
import { startServerProcess, type ServerProcess } from '../../environment/server-process.js';
import type { Site } from '../../environment/bench-environment.js';
import { watchStage } from './watch-stage.js';
import { stopLearning } from './disable-auto-training.js';

export interface OursMeasurement extends Measurement {
  /** Casts of the whole run, warm-up included, that are not in the database although their hand finished them. */
  readonly lost: number;
  /** From the end of a cast to its place on the stage, ms, one each. */
  readonly stageMs: readonly number[];
}

const SERVER = fileURLToPath(new URL('../../../../../api/dist/main.js', import.meta.url));

/** How long the last results may take to reach the stage, ms: a few of its frames. */
const LAST_FRAME_MS = 1_000;

/** The product: its real server, real wands, and a stage that looks on. `profile` is a folder for CPU profiles. */
export async function measureOurs(site: Site, load: Load, profile: string | undefined): Promise<OursMeasurement> {
  const port = await freePort();
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const server = startServerProcess(site, {
    name: 'our server',
    args: [
      ...[...profiling, '--enable-source-maps', SERVER],
      ...['--port', String(port), '--host', '127.0.0.1', '--data', path.join(site.folder, 'ours')],
    ],
    databaseUrl: await site.postgres.create('ours'),
  });
  const [, token = ''] = await server.says(/\/stage\?token=(\S+)/);
  const url = `http://127.0.0.1:${port}`;
  const code = await healthyCode(server, url);
  const [, owner = ''] = await server.says(/#set-up=(\S+)/);
  await stopLearning(url, owner);
  const stage = await watchStage(url, token);
  const joined: Wand[] = [];
  try {
    const casters = await joinAll(server, load.people, async (n) => {
      const { wand } = await joinRoom({ url, code }, simulatedProfile(n));
      joined.push(wand);
      return wandCaster(wand);
    });
    const measurement = await measure('ours', site, server, casters, load);
    await sleep(LAST_FRAME_MS);
    const stored = await storedIds(joined);
    const { begun, answered } = measurement.driven;
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

/** The room's code, of a server whose /health says ok. */
async function healthyCode(server: ServerProcess, url: string): Promise<string> {
  const health = await fetch(`${url}/health`);
  if (!health.ok) throw new UsageError(`our server is not well: /health says ${health.status}`);
  const [, code = ''] = await server.says(/\/\?code=([A-Z0-9]+)/);
  return code;
}

function wandCaster(wand: Wand): Caster {
  return {
    async cast({ signal }): Promise<AnsweredCast> {
      const outcome = await perform(wand, signal, { intent: 'cast', spell: null, source: 'simulated', speed: 1 });
      if (outcome.kind === 'refused') throw new UsageError(`our server refused a cast: ${outcome.failure.code}`);
      const answeredAt = performance.now();
      return { castId: outcome.castId, endedAt: answeredAt - outcome.ackMs, answeredAt };
    },
  };
}

/** Every cast these wands have in the database. */
async function storedIds(wands: readonly Wand[]): Promise<Set<CastId>> {
  const ids = new Set<CastId>();
  for (const wand of wands) {
    for (let after: CastId | null = null; ;) {
      const page = await wand.own.list(after);
      for (const { castId } of page) ids.add(castId);
      after = page.at(-1)?.castId ?? null;
      if (after === null) break;
    }
  }
  return ids;
}
