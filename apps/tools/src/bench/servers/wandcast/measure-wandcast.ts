import { setTimeout as sleep } from 'node:timers/promises';
import type { Wand } from '@wandcast/wand';
import { countStoredCasts } from '../../../room-client/count-stored-casts.js';
import { joinRoom } from '../../../room-client/join-room.js';
import { becomeOwner } from '../../../room-client/sign-in-as-owner.js';
import { simulatedProfile } from '../../../room-client/simulated-profile.js';
import { joinAll } from '../../load/join-all.js';
import { measureServer, type Load, type Measurement } from '../../load/measure-server.js';
import type { Environment } from '../../../environment/environment.js';
import { watchStage } from './watch-stage.js';
import { disableAutoTraining } from './disable-auto-training.js';
import { wandCaster } from './wand-caster.js';
import { startWandcast } from './wandcast-process.js';

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
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const { server, url, code, stageToken, setUpToken } = await startWandcast(environment, 'ours', {
    nodeFlags: profiling,
  });
  await disableAutoTraining(url, await becomeOwner(url, setUpToken));
  const stage = await watchStage(url, stageToken);
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
