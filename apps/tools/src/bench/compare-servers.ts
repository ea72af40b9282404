import { UsageError } from '../cli/usage-error.js';
import { percentiles, type Percentiles } from '../figures/percentiles.js';
import { roundTo } from '../figures/round-to.js';
import { requireOpenFiles } from '../environment/require-open-files.js';
import { withEnvironment } from '../environment/with-environment.js';
import { createLoadCasts } from './load/bench-cast.js';
import type { Cost } from './load/measure-server.js';
import { measureFloor } from './servers/floor/measure-floor.js';
import { measureNaive } from './servers/naive/measure-naive.js';
import { measureWandcast } from './servers/wandcast/measure-wandcast.js';

interface BenchOptions {
  readonly wands: number;
  readonly seconds: number;
  /** Folder for CPU profiles of the Wandcast server. */
  readonly profile: string | undefined;
  readonly progress: (text: string) => void;
}

/** Result of `npm run bench`; its usage explains the terms. Times in ms. */
export interface BenchResult {
  /** Transport and storage alone. */
  readonly bareFloor: Cost;
  readonly floor: Cost;
  readonly ours: Cost & { readonly lost: number; readonly stageMs: Percentiles; readonly ackMs: Percentiles };
  readonly naive: Cost & { readonly wands: number };
  /** Our CPU per cast relative to the bare floor and to the floor, and the naive server's relative to ours; null if too little was measured. */
  readonly overBareFloor: number | null;
  readonly overFloor: number | null;
  readonly underNaive: number | null;
  readonly wands: number;
  readonly seconds: number;
}

/** The naive server needs about 0.3 s of CPU per cast, so more wands would only queue. */
const MAX_NAIVE_WANDS = 8;

/** Open files of a process other than its wands' sockets. */
const OTHER_FILES = 100;

const SEED = 2018;

/** Measures the floors, Wandcast and the naive server one after another. @throws UsageError if this machine cannot */
export async function compareServers({ wands, seconds, profile, progress }: BenchOptions): Promise<BenchResult> {
  checkMachine(wands);
  return withEnvironment('bench', progress, async (environment) => {
    const load = { people: wands, seconds, casts: createLoadCasts(SEED) };
    const naiveWands = Math.min(wands, MAX_NAIVE_WANDS);
    const bareFloor = await measureFloor(environment, load, true);
    const floor = await measureFloor(environment, load, false);
    const ours = await measureWandcast(environment, load, profile);
    const naive = await measureNaive(environment, { ...load, people: naiveWands });
    const ackMs = ours.load.answered.map(({ endedAt, answeredAt }) => answeredAt - endedAt);
    return {
      bareFloor: rounded(bareFloor.cost),
      floor: rounded(floor.cost),
      ours: { ...rounded(ours.cost), lost: ours.lost, stageMs: percentiles(ours.stageMs), ackMs: percentiles(ackMs) },
      naive: { ...rounded(naive.cost), wands: naiveWands },
      overBareFloor: ratio(ours.cost, bareFloor.cost),
      overFloor: ratio(ours.cost, floor.cost),
      underNaive: ratio(naive.cost, ours.cost),
      wands,
      seconds,
    };
  });
}

/** @throws UsageError */
function checkMachine(wands: number): void {
  if (process.platform !== 'linux') throw new UsageError('the bench reads CPU times from /proc and runs on Linux only');
  requireOpenFiles(wands, OTHER_FILES);
}

function ratio(of: Cost, to: Cost): number | null {
  return to.cpuMsPerCast > 0 ? roundTo(of.cpuMsPerCast / to.cpuMsPerCast, 2) : null;
}

function rounded(cost: Cost): Cost {
  return {
    ...cost,
    cpuMsPerCast: roundTo(cost.cpuMsPerCast, 3),
    databaseCpuMsPerCast: roundTo(cost.databaseCpuMsPerCast, 3),
    idleCpuPercent: roundTo(cost.idleCpuPercent, 1),
    castsPerSecond: roundTo(cost.castsPerSecond, 1),
    rssMb: Math.round(cost.rssMb),
  };
}
