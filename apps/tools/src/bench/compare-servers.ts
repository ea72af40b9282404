import { percentile, UsageError } from '../cli/command.js';
import { dealCasts } from './load/bench-cast.js';
import { measureFloor } from './servers/floor/measure-floor.js';
import type { Cost } from './load/measure-server.js';
import { measureNaive } from './servers/naive/measure-naive.js';
import { measureOurs } from './servers/wandcast/measure-wandcast.js';
import { openFileLimit } from './environment/process-usage.js';
import { withSite } from './environment/with-environment.js';

export interface BenchOptions {
  readonly wands: number;
  readonly seconds: number;
  /** Folder for CPU profiles of our server. */
  readonly profile: string | undefined;
  readonly progress: (text: string) => void;
}

interface Percentiles {
  readonly p50: number | null;
  readonly p99: number | null;
}

/** What `npm run bench` prints: see its usage for the words. Times in ms. */
export interface BenchResult {
  readonly floor: Cost;
  readonly ours: Cost & { readonly lost: number; readonly stageMs: Percentiles; readonly ackMs: Percentiles };
  readonly naive: Cost & { readonly wands: number };
  /** Our CPU a cast over the floor's, and the naive build's over ours; null where too little ran to say. */
  readonly overFloor: number | null;
  readonly underNaive: number | null;
  readonly wands: number;
  readonly seconds: number;
}

/** The naive build needs about 0.3 s of CPU a cast, so that more wands would only queue. */
const NAIVE_WANDS = 8;

/** Files a process has open beside its wands' sockets. */
const OTHER_FILES = 100;

const SEED = 2018;

/** Measures floor, ours and naive one after another. Whatever happens, nothing it started is left. */
export async function benchAll({ wands, seconds, profile, progress }: BenchOptions): Promise<BenchResult> {
  checkMachine(wands);
  return withSite(progress, async (site) => {
    const load = { people: wands, seconds, deck: dealCasts(SEED) };
    const naiveWands = Math.min(wands, NAIVE_WANDS);
    const floor = await measureFloor(site, load);
    const ours = await measureOurs(site, load, profile);
    const naive = await measureNaive(site, { ...load, people: naiveWands });
    const ackMs = ours.driven.answered.map(({ endedAt, answeredAt }) => answeredAt - endedAt);
    return {
      floor: rounded(floor.cost),
      ours: { ...rounded(ours.cost), lost: ours.lost, stageMs: spread(ours.stageMs), ackMs: spread(ackMs) },
      naive: { ...rounded(naive.cost), wands: naiveWands },
      overFloor: ratio(ours.cost, floor.cost),
      underNaive: ratio(naive.cost, ours.cost),
      wands,
      seconds,
    };
  });
}

/** @throws UsageError, one line */
function checkMachine(wands: number): void {
  if (process.platform !== 'linux') throw new UsageError('the bench reads CPU times from /proc and runs on Linux only');
  const [needed, allowed] = [wands + OTHER_FILES, openFileLimit()];
  if (needed > allowed)
    throw new UsageError(`${wands} wands need ${needed} open files, this shell allows ${allowed}: ulimit -n ${needed}`);
}

function spread(values: readonly number[]): Percentiles {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
}

function ratio(of: Cost, to: Cost): number | null {
  return to.cpuMsPerCast > 0 ? round(of.cpuMsPerCast / to.cpuMsPerCast, 2) : null;
}

function rounded(cost: Cost): Cost {
  return {
    ...cost,
    cpuMsPerCast: round(cost.cpuMsPerCast, 3),
    databaseCpuMsPerCast: round(cost.databaseCpuMsPerCast, 3),
    idleCpuPercent: round(cost.idleCpuPercent, 1),
    castsPerSecond: round(cost.castsPerSecond, 1),
    rssMb: Math.round(cost.rssMb),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
