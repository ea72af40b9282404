import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCast } from './bench-cast.js';
import { drive, PERIOD_MS, type Caster, type Driven } from './cast-load.js';
import { treeCpuMs, treeRssMb } from '../environment/process-usage.js';
import type { ServerProcess } from '../environment/server-process.js';
import type { Site } from '../environment/bench-environment.js';

export interface Load {
  readonly people: number;
  readonly seconds: number;
  readonly deck: readonly BenchCast[];
}

/** What a load costs a server. CPU is that of its process with all threads, without what it uses at rest. */
export interface Cost {
  /** Of the server itself; PostgreSQL's is not in it, for any of the servers. */
  readonly cpuMsPerCast: number;
  /** Of PostgreSQL, all it did meanwhile. */
  readonly databaseCpuMsPerCast: number;
  /** What the server uses with everyone connected and nobody casting, % of one core. */
  readonly idleCpuPercent: number;
  readonly castsPerSecond: number;
  readonly rssMb: number;
  readonly casts: number;
  /** Casts begun and never answered. */
  readonly unanswered: number;
}

export interface Measurement {
  readonly cost: Cost;
  /** The measured part. */
  readonly driven: Driven;
  /** Casts made before it, to warm up. */
  readonly warmUp: Driven;
}

/** How long a server is watched at rest, ms. */
const REST_MS = 2_000;

/** Warms a server up with its own load, watches it at rest, then measures the load from its start to its last answer. */
export async function measure(
  name: string,
  site: Site,
  server: ServerProcess,
  casters: readonly Caster[],
  { seconds, deck }: Load,
): Promise<Measurement> {
  const read = (): Reading => ({
    atMs: performance.now(),
    serverMs: treeCpuMs(server.pid),
    databaseMs: treeCpuMs(site.postgres.pid),
  });
  const over = new AbortController();
  const run = (what: string, forSeconds: number): Promise<Driven> =>
    drive(casters, deck, forSeconds, over.signal, (answered, of) => {
      site.progress(`bench: ${name}, ${what}, ${answered} of ${of} casts`);
    });
  const work = async (): Promise<Measurement> => {
    const warmUp = await run('warming up', Math.min(seconds, PERIOD_MS / 1000));
    site.progress(`bench: ${name}, at rest`);
    const atRest = read();
    await sleep(REST_MS, undefined, { signal: over.signal });
    const before = read();
    const driven = await run('under load', seconds);
    return { cost: costOf(driven, seconds, atRest, before, read(), treeRssMb(server.pid)), driven, warmUp };
  };
  try {
    return await Promise.race([work(), server.ended]);
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
  { begun, answered }: Driven,
  seconds: number,
  atRest: Reading,
  before: Reading,
  after: Reading,
  rssMb: number,
): Cost {
  const casts = answered.length;
  const restMs = before.atMs - atRest.atMs;
  const idle = (before.serverMs - atRest.serverMs) / restMs;
  const busyMs = after.serverMs - before.serverMs - idle * (after.atMs - before.atMs);
  // Casts begin over so many seconds; where answers take longer than that to come, the server is behind.
  const firstEnd = answered.reduce((first, { endedAt }) => Math.min(first, endedAt), Infinity);
  const lastAnswer = answered.reduce((last, { answeredAt }) => Math.max(last, answeredAt), -Infinity);
  return {
    cpuMsPerCast: Math.max(0, busyMs) / Math.max(1, casts),
    databaseCpuMsPerCast: (after.databaseMs - before.databaseMs) / Math.max(1, casts),
    idleCpuPercent: 100 * idle,
    castsPerSecond: casts / Math.max(seconds, (lastAnswer - firstEnd) / 1000),
    rssMb,
    casts,
    unanswered: begun - casts,
  };
}
