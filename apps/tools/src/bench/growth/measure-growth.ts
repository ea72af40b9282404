import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_ROOMS_LISTED, type Answer, type ConsoleParticipant, type ConsoleState } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import { treeRssMb } from '../../environment/process-usage.js';
import { withEnvironment } from '../../environment/with-environment.js';
import { percentiles, type Percentiles } from '../../figures/percentiles.js';
import { roundTo } from '../../figures/round-to.js';
import { countStoredCasts } from '../../room-client/count-stored-casts.js';
import { joinRoom } from '../../room-client/join-room.js';
import { openSocket } from '../../room-client/open-socket.js';
import { becomeOwner } from '../../room-client/sign-in-as-owner.js';
import { simulatedProfile } from '../../room-client/simulated-profile.js';
import { createLoadCasts } from '../load/bench-cast.js';
import { joinAll } from '../load/join-all.js';
import { measureServer, type Load } from '../load/measure-server.js';
import { disableAutoTraining } from '../servers/wandcast/disable-auto-training.js';
import { wandCaster } from '../servers/wandcast/wand-caster.js';
import { startOnDatabase, startWandcast, type WandcastProcess } from '../servers/wandcast/wandcast-process.js';
import { delayBetween, readDelays } from './event-loop-delay.js';
import { fillEvening, type FilledEvening } from './fill-evening.js';
import { fillRooms } from './fill-rooms.js';
import { readFile } from './read-files.js';
import { refusalTime } from './refusal-time.js';

interface GrowthOptions extends FilledEvening {
  readonly archivedRooms: number;
  readonly wands: number;
  readonly seconds: number;
  readonly progress: (text: string) => void;
}

/** Result of `npm run bench:growth`; its usage explains the terms. Times in ms. */
export interface GrowthResult extends FilledEvening, Asked {
  readonly archivedRooms: number;
  readonly databaseMb: number;
  readonly startMs: number;
  /** After the start. */
  readonly startRssMb: number;
  readonly ackMs: { readonly empty: Percentiles; readonly full: Percentiles };
  /** The p99 of acknowledgements beside the stored casts, relative to an empty database; null if too little was measured. */
  readonly overEmpty: number | null;
  /** Casts that were ended and are missing from the database. */
  readonly lost: number;
  readonly rssMb: number;
}

/** What a member waits for. */
interface Asked {
  readonly peopleMs: number;
  readonly queueShowMs: number;
  readonly queueTakeMs: number;
  readonly renameMs: number;
  /** How late the server's main thread was after it, p99. */
  readonly renameDelayMs: number;
  readonly overviewFirstMs: number;
  readonly overviewMs: number;
  readonly overviewMb: number;
  readonly exportMbPerSecond: number;
  readonly summaryMs: number;
  readonly resultsMs: number;
  /** The rooms of an owner's home page, and the first archived ones. */
  readonly roomsMs: number;
  readonly archivedRoomsMs: number;
  /** Until a wrong stage token is refused, median. */
  readonly wrongTokenMs: number;
}

const SEED = 2018;
/** Time for a start to end, and after a rename, ms. */
const SETTLE_MS = 3_000;
/** Longest time for which an export is read, ms. */
const EXPORT_MS = 10_000;
const ANSWER_MS = 60_000;
/** How often people cast in both, in turns: a machine is not always as fast, and a p99 is of few casts. */
const TURNS = 3;
/** Wrong tokens that are tried. */
const TOKENS = 9;

/** Compares a server whose evening has many casts with a new one. @throws UsageError if this machine cannot */
export async function measureGrowth({ progress, ...options }: GrowthOptions): Promise<GrowthResult> {
  if (process.platform !== 'linux') throw new UsageError('the bench reads memory from /proc and runs on Linux only');
  const { wands, seconds, archivedRooms, ...evening } = options;
  return withEnvironment('growth', progress, async (environment) => {
    const { databaseUrl, session } = await createEvening(environment, 'filled');
    const databaseMb = await fillEvening(databaseUrl, evening, (stored) => {
      progress(`growth: storing casts, ${stored} of ${evening.casts}`);
    });
    progress(`growth: storing ${archivedRooms} archived rooms`);
    await fillRooms(databaseUrl, archivedRooms);
    const began = performance.now();
    const full = await startOnDatabase(environment, 'filled', databaseUrl);
    const startMs = Math.round(performance.now() - began);
    await sleep(SETTLE_MS);
    const startRssMb = Math.round(treeRssMb(full.server.pid));
    progress('growth: asking');
    const asked = await Promise.race([ask(full, session), full.server.ended]);
    const empty = await startOnDatabase(environment, 'empty', (await createEvening(environment, 'empty')).databaseUrl);
    const load = { people: wands, seconds, casts: createLoadCasts(SEED) };
    const measured = { empty: [] as MeasuredCasts[], full: [] as MeasuredCasts[] };
    for (let turn = 1; turn <= TURNS; turn++)
      for (const [name, server] of Object.entries({ empty, full }) as [keyof typeof measured, WandcastProcess][])
        measured[name].push(await measureCasts(`${name}, turn ${turn}`, environment, server, load));
    const rssMb = Math.round(treeRssMb(full.server.pid));
    for (const { server } of [empty, full]) await server.stop();

    const acksOf = (turns: readonly MeasuredCasts[]): Percentiles => percentiles(turns.flatMap(({ acks }) => acks));
    const ackMs = { empty: acksOf(measured.empty), full: acksOf(measured.full) };
    const [few, many] = [ackMs.empty.p99, ackMs.full.p99];
    return {
      ...{ ...evening, archivedRooms, databaseMb, startMs, startRssMb, ...asked, ackMs },
      overEmpty: few === null || many === null ? null : roundTo(many / Math.max(few, 0.1), 2),
      lost: [...measured.empty, ...measured.full].reduce((sum, { lost }) => sum + lost, 0),
      rssMb,
    };
  });
}

/** A new database with an owner and an event that trains nothing by itself. */
async function createEvening(
  environment: Environment,
  name: string,
): Promise<{ readonly databaseUrl: string; readonly session: string }> {
  const { server, url, databaseUrl, setUpToken } = await startWandcast(environment, name);
  const session = await becomeOwner(url, setUpToken);
  await disableAutoTraining(url, session);
  await server.stop();
  return { databaseUrl, session };
}

interface MeasuredCasts {
  /** Times of acknowledgements, ms. */
  readonly acks: readonly number[];
  readonly lost: number;
}

async function measureCasts(
  name: string,
  environment: Environment,
  { server, url, code }: WandcastProcess,
  load: Load,
): Promise<MeasuredCasts> {
  const joined: Wand[] = [];
  try {
    const casters = await joinAll(server, load.people, async (n) => {
      const { wand } = await joinRoom({ url, code }, simulatedProfile(n));
      joined.push(wand);
      return wandCaster(wand);
    });
    const { load: measured, warmUp } = await measureServer(name, environment, server, casters, load);
    const stored = await countStoredCasts(joined);
    return {
      acks: measured.answered.map(({ endedAt, answeredAt }) => answeredAt - endedAt),
      lost: measured.begun + warmUp.begun - stored.size,
    };
  } finally {
    for (const wand of joined) wand.leave();
  }
}

async function ask({ url, stageToken }: WandcastProcess, session: string): Promise<Asked> {
  const { socket: typed, welcomed } = openSocket(url, '/console', session);
  const { castsUrl, summaryUrl } = (await welcomed) as ConsoleState;
  try {
    const socket: Socket = typed;
    const people = await timed(socket, 'participants:list', {});
    const queueShow = await timed(socket, 'queue:show', {});
    const take = { count: 20, only: null, except: [] };
    const queueTake = await timed(socket, 'queue:take', take);
    const delays = await readDelays(url);
    const [someone] = people.value as readonly ConsoleParticipant[];
    if (someone === undefined) throw new Error('nobody is in the evening');
    const rename = await timed(socket, 'participant:rename', { participantId: someone.id, name: 'Someone else' });
    await sleep(SETTLE_MS); // boards follow
    const renameDelayMs = delayBetween(delays, await readDelays(url), 0.99);
    const overview = await readFile(`${url}${castsUrl}/overview`, session);
    const casts = await readFile(`${url}/api/casts.ndjson`, session, EXPORT_MS);
    const summary = await readFile(`${url}/api/summary${new URL(summaryUrl, url).search}`, session);
    const results = await readFile(`${url}/api/results.csv`, session);
    const page = { after: null, limit: MAX_ROOMS_LISTED };
    const rooms = await timed(socket, 'room:list', { ...page, archived: false });
    const archivedRooms = await timed(socket, 'room:list', { ...page, archived: true });
    const refusals: number[] = [];
    const wrongToken = stageToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (let i = 0; i < TOKENS; i++) refusals.push(await refusalTime(url, wrongToken));
    return {
      ...{ peopleMs: people.ms, queueShowMs: queueShow.ms, queueTakeMs: queueTake.ms },
      ...{ renameMs: rename.ms, renameDelayMs },
      ...{ overviewFirstMs: Math.round(overview.firstMs), overviewMs: Math.round(overview.ms) },
      overviewMb: Math.round(overview.mb),
      exportMbPerSecond: roundTo((1000 * casts.mb) / casts.ms, 1),
      ...{ summaryMs: Math.round(summary.ms), resultsMs: Math.round(results.ms) },
      ...{ roomsMs: rooms.ms, archivedRoomsMs: archivedRooms.ms },
      wrongTokenMs: roundTo(percentiles(refusals).p50 ?? NaN, 1),
    };
  } finally {
    typed.disconnect();
  }
}

async function timed(socket: Socket, name: string, message: object): Promise<{ value: unknown; ms: number }> {
  const began = performance.now();
  const answer = (await socket.timeout(ANSWER_MS).emitWithAck(name, message)) as Answer<unknown>;
  if (!answer.ok) throw new UsageError(`the Wandcast server refused ${name}: ${answer.failure.message}`);
  return { value: answer.value, ms: Math.round(performance.now() - began) };
}
