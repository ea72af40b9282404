import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import { processRssMb } from '../../environment/process-usage.js';
import { requireOpenFiles } from '../../environment/require-open-files.js';
import { withEnvironment } from '../../environment/with-environment.js';
import { percentiles, type Percentiles } from '../../figures/percentiles.js';
import { roundTo } from '../../figures/round-to.js';
import { joinRoom } from '../../room-client/join-room.js';
import { becomeOwner } from '../../room-client/sign-in-as-owner.js';
import { simulatedProfile } from '../../room-client/simulated-profile.js';
import { createLoadCasts } from '../load/bench-cast.js';
import { joinAll } from '../load/join-all.js';
import { measureServer } from '../load/measure-server.js';
import { disableAutoTraining } from '../servers/wandcast/disable-auto-training.js';
import { wandCaster } from '../servers/wandcast/wand-caster.js';
import { startOnDatabase, startWandcast, type WandcastProcess } from '../servers/wandcast/wandcast-process.js';
import { watchStage } from '../servers/wandcast/watch-stage.js';

interface LargeRoomOptions {
  readonly nodes: number;
  readonly wands: number;
  /** How long casts are started. */
  readonly seconds: number;
  /** How often each person casts, s. */
  readonly every: number;
  /** Redis through which the nodes relay to each other; undefined to pass on each socket. */
  readonly redisUrl: string | undefined;
  readonly progress: (text: string) => void;
}

/** What a stage has shown that is connected to one of the nodes. */
export interface StageCompleteness {
  /** Connected wands that it counts at the end. */
  readonly people: number;
  /** Answered casts that it has not shown. */
  readonly missing: number;
}

/** Result of `npm run bench:large-room`; its usage explains the terms. */
export interface LargeRoomResult {
  readonly casts: number;
  readonly lost: number;
  readonly ackMs: Percentiles;
  readonly stageMs: Percentiles;
  readonly stages: readonly StageCompleteness[];
  readonly cpuMsPerCast: number;
  readonly castsPerSecond: number;
  /** Of each node. */
  readonly rssMb: readonly number[];
  readonly nodes: number;
  readonly wands: number;
  readonly seconds: number;
  readonly every: number;
  /** Whether the nodes relay through Redis. */
  readonly isRelayed: boolean;
}

/** Open files of this process other than its wands' sockets. */
const OTHER_FILES = 200;
/** How long the stages may still show what was answered last, ms. */
const SHOWN_MS = 10_000;
const LOOK_MS = 100;
const SEED = 2018;

/** One room whose people and stages come by all nodes, although one of them serves it. @throws UsageError */
export async function measureLargeRoom({ progress, ...options }: LargeRoomOptions): Promise<LargeRoomResult> {
  if (process.platform !== 'linux') throw new UsageError('the bench reads memory from /proc and runs on Linux only');
  requireOpenFiles(options.wands, OTHER_FILES);
  return withEnvironment('large-room', progress, (environment) => measure(environment, options));
}

async function measure(
  environment: Environment,
  { nodes: count, wands, seconds, every, redisUrl }: Omit<LargeRoomOptions, 'progress'>,
): Promise<LargeRoomResult> {
  const settings = { flags: ['--capacity', String(wands)], redisUrl };
  const first = await startWandcast(environment, 'large_room', settings);
  const nodes: WandcastProcess[] = [first];
  const leave: (() => void)[] = [];
  try {
    for (let n = 1; n < count; n++)
      nodes.push(await startOnDatabase(environment, `large_room_${n}`, first.databaseUrl, settings));
    await disableAutoTraining(first.url, await becomeOwner(first.url, first.setUpToken));
    const stages = await Promise.all(nodes.map(({ url }) => watchStage(url, first.stageToken)));
    for (const stage of stages)
      leave.push(() => {
        stage.leave();
      });
    let joined = 0;
    const casters = await joinAll(first.server, wands, async (n) => {
      const { url } = nodes[n % count] ?? first;
      const { wand } = await joinRoom({ url, code: first.code }, simulatedProfile(n));
      leave.push(() => {
        wand.leave();
      });
      environment.progress(`bench: ${++joined} of ${wands} wands have joined`);
      return wandCaster(wand);
    });
    const load = { people: wands, seconds, casts: createLoadCasts(SEED), periodMs: 1000 * every };
    const servers = nodes.map(({ server }) => server);
    const measured = await measureServer('a large room', environment, servers, casters, load);
    const { answered } = measured.load;
    const missing = (stage: (typeof stages)[number]): number =>
      answered.filter(({ castId }) => stage.shownAt(castId) === undefined).length;
    const until = performance.now() + SHOWN_MS;
    while (performance.now() < until && stages.some((stage) => missing(stage) > 0)) await sleep(LOOK_MS);
    const shown = stages.flatMap((stage) =>
      answered.map(({ castId, endedAt }) => (stage.shownAt(castId) ?? NaN) - endedAt),
    );
    const begun = measured.load.begun + measured.warmUp.begun;
    return {
      ...{ casts: answered.length, lost: begun - (await countStored(first.databaseUrl)) },
      ackMs: percentiles(answered.map(({ endedAt, answeredAt }) => answeredAt - endedAt)),
      stageMs: percentiles(shown.filter((ms) => !Number.isNaN(ms))),
      stages: stages.map((stage) => ({ people: stage.people(), missing: missing(stage) })),
      cpuMsPerCast: roundTo(measured.cost.cpuMsPerCast, 2),
      castsPerSecond: roundTo(measured.cost.castsPerSecond, 1),
      rssMb: servers.map(({ pid }) => Math.round(processRssMb(pid))),
      ...{ nodes: count, wands, seconds, every, isRelayed: redisUrl !== undefined },
    };
  } finally {
    for (const one of leave) one();
    for (const { server } of nodes) await server.stop();
  }
}

/** Nobody else casts in this database. */
async function countStored(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int FROM casts');
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
