import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import { openFileLimit } from '../../environment/process-usage.js';
import { percentiles } from '../../figures/percentiles.js';
import { roundTo } from '../../figures/round-to.js';
import { Canaries } from '../oracle/canaries.js';
import { RootOwner } from '../people/root-owner.js';
import { World } from '../people/world.js';
import type { ProbeReport } from '../server/loop-probe.js';
import { startFuzzedServer, type FuzzedServer } from '../server/fuzzed-server.js';
import type { AttackTarget } from './kinds/attack.js';
import { duringAttack, isWithstood, type AttackResult, type AttacksResult } from './attack-result.js';
import { startAttacker } from './attacker.js';
import { attackNames, type AttackName } from './attacks.js';
import { MeasuredRoom, type Span } from './measured-room.js';

export interface AttackOptions {
  /** All if empty. */
  readonly only: readonly string[];
  readonly wands: number;
  /** How long the room is measured before and during each attack, s. */
  readonly seconds: number;
  readonly seed: number;
}

type Block = Extract<ProbeReport, { kind: 'block' }>;

/** Longest time until memory is back, ms. */
const BACK_MS = 60_000;
/** Memory is back when it is at most so much above what it was: a share, and MB that come and go. */
const BACK_SHARE = 1.1;
const BACK_MB = 16;
/** Interval between two looks whether memory is back, ms; each collects garbage. */
const LOOK_MS = 2_000;
/** Casting until the server has loaded what it loads once, as a multiple of the measured time. */
const WARM_UP = 3;
/** The attackers' connections, and this process's own. */
const OPEN_FILES = 4_000;

/** Lets a room cast beside one attack after another, each from a process of its own. @throws UsageError */
export async function runAttacks(environment: Environment, options: AttackOptions): Promise<AttacksResult> {
  const names = chosenAttacks(options.only);
  if (process.platform !== 'linux') throw new UsageError('--attacks reads memory from /proc and runs on Linux only');
  if (openFileLimit() < OPEN_FILES)
    throw new UsageError(`--attacks needs ${OPEN_FILES} open files, this shell allows ${openFileLimit()}: ulimit -n`);
  const errors: string[] = [];
  let unhandled = 0;
  const blocks: Block[] = [];
  environment.progress('fuzz: starting the server');
  const server = await startFuzzedServer(environment, {
    onReport(report) {
      if (report.kind === 'block') blocks.push(report);
      if (report.kind === 'unhandled') unhandled++;
    },
    onError: (line) => {
      if (!line.includes('"statusCode":503')) errors.push(line);
    },
  });
  const room = new MeasuredRoom(server, environment.stopped);
  const results: AttackResult[] = [];
  let lostLast = 0;
  try {
    const target = await prepareTarget(server, options.seed);
    await room.start({ url: server.url, code: target.code }, options.wands, options.seed);
    environment.progress('fuzz: warming up');
    await room.watch(WARM_UP * options.seconds * 1000);
    for (const [n, name] of names.entries()) {
      if (server.crash() !== undefined) break;
      environment.progress(`fuzz: ${name}, ${n + 1} of ${names.length} attacks, ${room.castCount} good casts`);
      // Each attack has an address of its own, so that the limits of one do not protect from the next.
      const attack = { name, target: { ...target, address: `203.0.113.${n + 1}` } };
      const { result, during } = await measureAttack(environment, room, attack, options.seconds * 1000);
      results.push({ ...result, busyMs: longestBlock(blocks, during) });
    }
    await room.leave();
    if (server.crash() === undefined) lostLast = await room.lostCount(performance.now());
  } finally {
    await server.stop();
  }
  return {
    attacks: results,
    broken: results.filter((result) => !isWithstood(result)).map(({ attack }) => attack),
    lost: results.reduce((sum, { lost }) => sum + lost, lostLast),
    crashes: server.crash() === undefined ? 0 : 1,
    ...{ unhandled, errors, wands: options.wands, seconds: options.seconds, seed: options.seed },
  };
}

/** Longest block that ended in a span, ms. Outside of it the server collects garbage because it is asked to. */
function longestBlock(blocks: readonly Block[], { from, until }: Span): number {
  const inSpan = blocks.filter(({ at }) => at >= performance.timeOrigin + from && at < performance.timeOrigin + until);
  return roundTo(Math.max(0, ...inSpan.map(({ ms }) => ms)), 1);
}

/** @throws UsageError if a name is unknown */
function chosenAttacks(only: readonly string[]): readonly AttackName[] {
  const unknown = only.find((name) => !attackNames.some((known) => known === name));
  if (unknown !== undefined) throw new UsageError(`--only knows ${attackNames.join(', ')}, not "${unknown}"`);
  return only.length === 0 ? attackNames : attackNames.filter((name) => only.includes(name));
}

/** Members for the attacks that need one; the room does not learn from itself, which would take the processor. */
async function prepareTarget(server: FuzzedServer, seed: number): Promise<Omit<AttackTarget, 'address'>> {
  const world = new World();
  const root = await RootOwner.open(server, world, new Canaries());
  await root.ask('room:learn', { learning: false });
  const [{ token: moderatorToken }, { token: viewerToken }] = [
    await root.invite('moderator'),
    await root.invite('viewer'),
  ];
  root.close();
  const { code, stageToken } = world;
  return { url: server.url, code, stageToken, rootToken: root.token, moderatorToken, viewerToken, seed };
}

interface ChosenAttack {
  readonly name: AttackName;
  readonly target: AttackTarget;
}

async function measureAttack(
  environment: Environment,
  room: MeasuredRoom,
  { name, target }: ChosenAttack,
  ms: number,
): Promise<{ result: Omit<AttackResult, 'busyMs'>; during: Span }> {
  const refused = room.refusedCount;
  const rssBefore = await room.collectedMb();
  const before = await room.watch(ms);
  const attacker = await startAttacker(environment, name, target);
  const during = await room.watch(ms);
  const counts = await attacker.stop();
  const ended = performance.now();
  let rssAfter = await room.collectedMb();
  const isBack = (): boolean => rssAfter <= rssBefore * BACK_SHARE + BACK_MB;
  while (!isBack() && performance.now() - ended < BACK_MS) {
    await room.watch(LOOK_MS);
    rssAfter = await room.collectedMb();
  }
  const until = performance.now();
  await room.answeredUntil(until);
  const [calm, attacked] = [room.ackTimes(before), room.ackTimes(during)];
  const result = {
    ...{ attack: name, before: percentiles(calm), during: duringAttack(calm, attacked) },
    ...{ castsBefore: calm.length, castsDuring: attacked.length },
    ...{ lost: await room.lostCount(until), refusedGood: room.refusedCount - refused },
    mainThread: { before: roundTo(before.mainThread, 3), during: roundTo(during.mainThread, 3) },
    rssBefore: Math.round(rssBefore),
    rssPeak: Math.round(during.rssMb),
    rssAfter: Math.round(rssAfter),
    backAfterMs: isBack() && until - ended <= BACK_MS ? Math.round(until - ended) : null,
    counts,
  };
  return { result, during };
}
