import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '@wandcast/gesture';
import { createLoadCasts } from '../bench/load/bench-cast.js';
import { disableAutoTraining } from '../bench/servers/wandcast/disable-auto-training.js';
import { UsageError } from '../cli/usage-error.js';
import { openFileLimit } from '../environment/process-usage.js';
import { findRoom } from '../room-client/join-room.js';
import { becomeOwner } from '../room-client/sign-in-as-owner.js';
import { summarize, type ChaosResult } from './chaos-result.js';
import { compareCasts, readStoredCasts } from './check-stored-casts.js';
import { planFaults } from './faults/plan-faults.js';
import type { Pause } from './load/casting-wand.js';
import { Crew } from './load/crew.js';
import { isRecovered, recoverFrom, type Recovery } from './recovery.js';
import { withChaosSite, type ChaosSite } from './site/chaos-site.js';

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  readonly wands: number;
  /** Names of the faults to choose from; all if empty. */
  readonly only: readonly string[];
  readonly progress: (text: string) => void;
}

/** Undisturbed casting between two faults, ms. */
const CALM_MS = [500, 1_500] as const;
/** How long the last casts may take to be acknowledged, ms. */
const LAST_ANSWERS_MS = 60_000;
/** A person pauses between two casts, ms: at least, and at most. The more there are, the longer, as in a real hall. */
const PAUSE_MS = [400, 1_600] as const;
/** So many wands cast that fast; more cast as often in all, about 90 times a second. */
const FAST_WANDS = 100;
/** Open files of this process for each wand: its socket and two of the proxy. */
const FILES_PER_WAND = 3;
const OTHER_FILES = 100;

/** Does faults to a casting room and looks every acknowledged cast up afterwards. @throws UsageError */
export function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  checkMachine(options.wands);
  return withChaosSite((site) => drive(site, options));
}

async function drive(site: ChaosSite, options: ChaosOptions): Promise<ChaosResult> {
  const { server, network, database, disk, stopped } = site;
  const { kills, seed, wands, only, progress } = options;
  const random = seeded(seed);
  const plan = planFaults(kills, random, { withDisk: disk !== undefined, only });
  progress('chaos: starting the server');
  await server.start(stopped);
  const setUpToken = await server.waitForOutput(/#set-up=(\S+)/, stopped);
  await disableAutoTraining(server.url, await becomeOwner(server.url, setUpToken));
  const { code } = await findRoom(server.url, undefined);
  const crew = new Crew(stopped);
  try {
    progress(`chaos: ${wands} wands join`);
    await crew.join({ url: network.url, code }, wands);
    const beganAt = performance.now();
    crew.startCasting(createLoadCasts(seed), seed, pauseOf(wands));
    const recoveries: Recovery[] = [];
    for (const [n, fault] of plan.entries()) {
      await sleep(CALM_MS[0] + (CALM_MS[1] - CALM_MS[0]) * random(), undefined, { signal: stopped });
      progress(`chaos: ${n + 1} of ${kills}, ${fault.name}, ${crew.log.acked.size} casts acknowledged`);
      const recovery = await recoverFrom(fault, site, crew, random);
      recoveries.push(recovery);
      if (!isRecovered(recovery)) break;
    }
    progress('chaos: looking up every cast');
    await crew.finish();
    await crew.until(() => crew.log.pending.size === 0, LAST_ANSWERS_MS);
    const { acked, pending, refusals } = crew.log;
    const check = compareCasts(acked, pending, await readStoredCasts(database));
    return summarize(recoveries, check, {
      ...{ acked: acked.size, refused: refusals, unanswered: pending.size, seed, wands },
      seconds: Math.round((performance.now() - beganAt) / 1000),
      fullDisksSkipped: disk === undefined ? 'needs Linux, root, mkfs.ext4 and a loop device' : null,
    });
  } finally {
    crew.leave();
  }
}

/** @throws UsageError */
function checkMachine(wands: number): void {
  if (process.platform !== 'linux') throw new UsageError('chaos reads processes from /proc and runs on Linux only');
  const [needed, allowed] = [FILES_PER_WAND * wands + OTHER_FILES, openFileLimit()];
  if (needed > allowed)
    throw new UsageError(`${wands} wands need ${needed} open files, this shell allows ${allowed}: ulimit -n ${needed}`);
}

function pauseOf(wands: number): Pause {
  const factor = Math.max(1, wands / FAST_WANDS);
  return [factor * PAUSE_MS[0], factor * PAUSE_MS[1]];
}
