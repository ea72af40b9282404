import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../environment/environment.js';
import { treeCpuMs, treeRssMb } from '../../environment/process-usage.js';
import type { ServerProcess } from '../../environment/server-process.js';
import type { BenchCast } from './bench-cast.js';
import { PERIOD_MS, runLoad, type Caster, type LoadResult } from './cast-load.js';

export interface Load {
  readonly people: number;
  readonly seconds: number;
  readonly casts: readonly BenchCast[];
  /** How often each person casts, ms; by default every PERIOD_MS. */
  readonly periodMs?: number;
  /** How long the servers are warmed up with their own load, s; by default so long that everyone casts once. */
  readonly warmUpSeconds?: number;
  /** How long their idle CPU is measured, s. */
  readonly idleSeconds?: number;
}

/** What a load costs a server, or several. CPU is that of their processes and threads, minus what they use when idle. */
export interface Cost {
  /** CPU of the server process; PostgreSQL is not included. */
  readonly cpuMsPerCast: number;
  /** CPU of PostgreSQL in the same time. */
  readonly databaseCpuMsPerCast: number;
  /** CPU of the server while everyone is connected and nobody casts, % of one core. */
  readonly idleCpuPercent: number;
  readonly castsPerSecond: number;
  readonly rssMb: number;
  readonly casts: number;
  /** Casts started and never answered. */
  readonly unanswered: number;
}

export interface Measurement {
  readonly cost: Cost;
  /** Excludes the warm-up. */
  readonly load: LoadResult;
  readonly warmUp: LoadResult;
}

/** Warms servers up with their own load, measures them idle, then measures the load from its start to its last answer. */
export async function measureServer(
  name: string,
  environment: Environment,
  server: ServerProcess | readonly ServerProcess[],
  casters: readonly Caster[],
  { seconds, casts, periodMs, warmUpSeconds = PERIOD_MS / 1000, idleSeconds = 2 }: Load,
): Promise<Measurement> {
  const servers = [server].flat();
  const all = (of: (pid: number) => number): number => servers.reduce((sum, { pid }) => sum + of(pid), 0);
  const read = (): Reading => ({
    atMs: performance.now(),
    serverMs: all(treeCpuMs),
    databaseMs: treeCpuMs(environment.postgres.pid),
  });
  const over = new AbortController();
  const run = (part: string, forSeconds: number): Promise<LoadResult> => {
    const onProgress = (answered: number, total: number): void => {
      environment.progress(`bench: ${name}, ${part}, ${answered} of ${total} casts`);
    };
    return runLoad(casters, casts, forSeconds, over.signal, onProgress, periodMs);
  };
  const measure = async (): Promise<Measurement> => {
    const warmUp = await run('warming up', Math.min(seconds, warmUpSeconds));
    environment.progress(`bench: ${name}, idle`);
    const idle = read();
    await sleep(idleSeconds * 1000, undefined, { signal: over.signal });
    const before = read();
    const load = await run('under load', seconds);
    return { cost: costOf(load, seconds, idle, before, read(), all(treeRssMb)), load, warmUp };
  };
  try {
    return await Promise.race([measure(), ...servers.map(({ ended }) => ended)]);
  } finally {
    over.abort();
  }
}

interface Reading {
  readonly atMs: number;
  readonly serverMs: number;
  readonly databaseMs: number;
}

function costOf(
  { begun, answered }: LoadResult,
  seconds: number,
  idle: Reading,
  before: Reading,
  after: Reading,
  rssMb: number,
): Cost {
  const casts = answered.length;
  const idleShare = (before.serverMs - idle.serverMs) / (before.atMs - idle.atMs);
  const busyMs = after.serverMs - before.serverMs - idleShare * (after.atMs - before.atMs);
  // Casts start over so many seconds. If answers take longer than that to arrive, the server is falling behind.
  const firstEnd = answered.reduce((first, { endedAt }) => Math.min(first, endedAt), Infinity);
  const lastAnswer = answered.reduce((last, { answeredAt }) => Math.max(last, answeredAt), -Infinity);
  return {
    cpuMsPerCast: Math.max(0, busyMs) / Math.max(1, casts),
    databaseCpuMsPerCast: (after.databaseMs - before.databaseMs) / Math.max(1, casts),
    idleCpuPercent: 100 * idleShare,
    castsPerSecond: casts / Math.max(seconds, (lastAnswer - firstEnd) / 1000),
    rssMb,
    casts,
    unanswered: begun - casts,
  };
}
