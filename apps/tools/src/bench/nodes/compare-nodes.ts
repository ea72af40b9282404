import { UsageError } from '../../cli/usage-error.js';
import { withEnvironment } from '../../environment/with-environment.js';
import { roundTo } from '../../figures/round-to.js';
import { createLoadCasts } from '../load/bench-cast.js';
import { measureNodes, type NodesMeasurement, type Way } from './measure-nodes.js';

interface NodesOptions {
  readonly nodes: number;
  readonly rooms: number;
  /** In each room. */
  readonly wands: number;
  readonly seconds: number;
  readonly runs: number;
  readonly progress: (text: string) => void;
}

/** Result of `npm run bench:nodes`; its usage explains the terms. */
export interface NodesResult {
  readonly one: NodesMeasurement;
  readonly several: NodesMeasurement;
  readonly passedOn: NodesMeasurement;
  readonly overOne: number;
  readonly passedOnOverOne: number;
  readonly nodes: number;
  readonly rooms: number;
  readonly wands: number;
  readonly seconds: number;
  readonly runs: number;
}

const SEED = 2018;

/** Long enough that the idle CPU of several processes is not a matter of chance: it is subtracted from all. */
const IDLE_SECONDS = 10;

/** Long enough for the compiler: a node of several meets half of the casts. */
const WARM_UP_SECONDS = 15;

/** @throws UsageError if this machine cannot */
export async function compareNodes({ progress, ...options }: NodesOptions): Promise<NodesResult> {
  if (process.platform !== 'linux') throw new UsageError('the bench reads CPU times from /proc and runs on Linux only');
  const { nodes, rooms, wands, seconds, runs } = options;
  return withEnvironment('nodes', progress, async (environment) => {
    const load = {
      ...{ people: rooms * wands, seconds, casts: createLoadCasts(SEED) },
      ...{ warmUpSeconds: WARM_UP_SECONDS, idleSeconds: IDLE_SECONDS },
    };
    const ones: NodesMeasurement[] = [];
    const severals: NodesMeasurement[] = [];
    const passed: NodesMeasurement[] = [];
    for (let run = 0; run < runs; run++) {
      const measure = (count: number, way: Way): Promise<NodesMeasurement> =>
        measureNodes(environment, { nodes: count, rooms, way }, load, run);
      ones.push(await measure(1, 'direct')); // in turns, because machines are noisy
      severals.push(await measure(nodes, 'direct'));
      passed.push(await measure(nodes, 'passed-on'));
    }
    const over = (others: readonly NodesMeasurement[]): number =>
      roundTo(median(others.map(({ cpuMsPerCast }, run) => cpuMsPerCast / (ones[run]?.cpuMsPerCast ?? NaN))), 2);
    return {
      ...{ one: summaryOf(ones), several: summaryOf(severals), passedOn: summaryOf(passed) },
      ...{ overOne: over(severals), passedOnOverOne: over(passed) },
      ...options,
    };
  });
}

/** The median of the costs, and the sum of the rest. */
function summaryOf(measurements: readonly NodesMeasurement[]): NodesMeasurement {
  const sum = (of: (one: NodesMeasurement) => number): number => measurements.reduce((all, one) => all + of(one), 0);
  return {
    cpuMsPerCast: roundTo(median(measurements.map(({ cpuMsPerCast }) => cpuMsPerCast)), 2),
    casts: sum(({ casts }) => casts),
    lost: sum(({ lost }) => lost),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
