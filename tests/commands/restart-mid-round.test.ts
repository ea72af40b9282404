import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as until } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { parseGlyph, seeded, simulateCast, simulatePerson } from '@wandcast/gesture';
import {
  ROUND_GRACE_MS,
  channelsOf,
  type Round,
  type RoundTally,
  type Spell,
  type StageCounts,
  type StageFrame,
  type StageSnapshot,
} from '@wandcast/protocol';
import { Wand, memoryStore, newKey } from '@wandcast/wand';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../apps/api/src/platform/database/free-port.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../apps/api/src/platform/database/embedded-postgres.js';
import { samplesOf } from '../../apps/tools/src/room-client/perform-cast.js';
import { joinRoom } from '../../apps/tools/src/room-client/join-room.js';
import { openDesk } from '../support/console-client.js';
import { connect, heard, profile, tokenOf } from '../support/test-server.js';
import { openPool } from '../support/database-pool.js';
import { ownerOf, startServerProcess, temporaryFolder, type ServerProcess } from '../support/server-process.js';
import { startCrowd, type Crowd } from './rehearsal-process.js';
import { freshBoard, type FreshPlace } from './recomputed-board.js';

const WIZARDS = 60;
/** Long enough for a server to die and to come back in it, also on a machine that does other things. */
const ROUND_SECONDS = 40;

let folder: string;
let postgres: EmbeddedPostgres;
let pool: pg.Pool;
let port: number;
let server: ServerProcess;
let crowd: Crowd | undefined;
beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await startEmbeddedPostgres(path.join(folder, 'data'));
  pool = openPool(postgres.url, 2);
  port = await freePort();
  server = await start();
});
afterAll(async () => {
  crowd?.kill();
  await server.end('SIGKILL');
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = (): Promise<ServerProcess> => startServerProcess(folder, port, [], { DATABASE_URL: postgres.url });
const query = async <R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> =>
  (await pool.query<R>(text, values)).rows;

/** A stage of the server as it is now: reloading it is opening another. */
async function openStage() {
  const link = /Stage +(\S+)/.exec(server.stdout())?.[1] ?? '';
  const socket = connect(server, '/stage', { token: tokenOf(link) });
  let board: StageFrame['board'];
  socket.on('stage:frame', (frame: StageFrame) => {
    board = frame.board ?? board; // the first may come in one piece with the welcome
  });
  const snapshot = await heard<StageSnapshot>(socket, 'stage:welcomed');
  return { socket, snapshot, board: () => board ?? snapshot.board };
}
type Stage = Awaited<ReturnType<typeof openStage>>;

/** The first tally of the round that fits. */
function tallied(stage: Stage, fits: (tally: RoundTally) => boolean): Promise<RoundTally> {
  return new Promise((resolve) => {
    stage.socket.on('stage:frame', ({ tally }: StageFrame) => {
      if (tally !== undefined && fits(tally)) resolve(tally);
    });
  });
}

/** A phone of our own, whose casts are all as they should be. */
class Phone {
  readonly store = memoryStore();
  readonly key = newKey();
  private readonly random = seeded(5);
  private readonly person = simulatePerson(seeded(8));
  wand: Wand | undefined;

  /** Opens the page: what an earlier one kept is sent. */
  async open(code: string) {
    const { wand, welcome } = await joinRoom({ url: server.url, code }, profile, { key: this.key, store: this.store });
    this.wand = wand;
    return welcome;
  }

  /** Draws the whole of it at once; the hand has come to rest afterwards. */
  cast({ glyph }: Spell): void {
    const samples = samplesOf(simulateCast(parseGlyph(glyph ?? ''), this.person, this.random));
    const channels = samples[0] === undefined ? 1 : channelsOf(samples[0]);
    const recording = this.wand?.startCast({ intent: 'cast', spell: null, source: 'motion', channels });
    for (const sample of samples) recording?.add(sample);
    recording?.finish();
  }
}

test('a server that dies, a stage that is loaded again and a phone that is refreshed lose no point and nobody', async () => {
  const owner = await ownerOf(server);
  const code = new URL(/Wand +(\S+)/.exec(server.stdout())?.[1] ?? '').searchParams.get('code') ?? '';
  const desk = await openDesk({ url: server.url, owner });
  await desk.ask('room:learn', { learning: false }); // a model that wakes in the middle would hear the phone's cast anew
  const here = desk.hears('counts:changed', ({ wands }) => wands > 0.9 * WIZARDS);
  crowd = startCrowd(server.url, code, ['--wands', String(WIZARDS), '--arrive', '2']);
  const phone = new Phone();
  const { participant, spells } = await phone.open(code);
  await here;

  const stage = await openStage();
  const asked = spells[1];
  if (asked === undefined) throw new Error('a book of one spell');
  const inTheMiddle = tallied(stage, ({ people, leaders }) => people >= 15 && leaders.length === 3);
  const round = await desk.ask<Round>('round:start', { kind: 'order', spell: asked.id, seconds: ROUND_SECONDS });
  await inTheMiddle;

  const reloaded = await openStage();
  expect(reloaded.snapshot.round).toEqual(round);
  expect(reloaded.snapshot.event.view).toBe('round');
  expect(reloaded.snapshot.tally?.people).toBeGreaterThanOrEqual(15);
  const before = await freshBoard(query, code);
  expect(before.length).toBeGreaterThan(5);

  const died = performance.now();
  await server.end('SIGKILL');
  phone.cast(asked); // while nobody hears it
  phone.wand?.leave(); // and its page is closed
  server = await start();
  const again = await openDesk({ url: server.url, owner });
  let { wands } = again.state.counts;
  again.socket.on('counts:changed', (counts: StageCounts) => ({ wands } = counts));
  expect(again.state.rounds.at(-1)).toEqual(round);
  const stageAgain = await openStage();
  expect(stageAgain.snapshot.round).toEqual(round);
  console.log(`mid-round: back after ${((performance.now() - died) / 1000).toFixed(1)} s`);

  const refreshed = await phone.open(code);
  expect(refreshed.participant).toEqual(participant);
  expect(refreshed.round).toEqual(round);
  await until(round.endsAt + ROUND_GRACE_MS - Date.now()); // nobody says so
  await expect.poll(() => wands).toBe(WIZARDS + 1);
  const told = await crowd.leave();
  expect(told).toMatchObject({ came: WIZARDS, turnedAway: 0, refused: 0, lost: 0 });

  await expect.poll(() => phone.wand?.waiting).toBe(0);
  const last = await openStage();
  const shown = (all: readonly Pick<FreshPlace, 'id' | 'points' | 'rank'>[]): object[] =>
    all.slice(0, 10).map(({ id, points: has, rank }) => ({ id, points: has, rank }));
  let after = await freshBoard(query, code);
  await expect
    .poll(async () => {
      after = await freshBoard(query, code); // what was on its way when they left still counts
      return isDeepStrictEqual(shown(last.board().rows), shown(after));
    })
    .toBe(true);
  const points = new Map(after.map((place) => [place.id, place.points]));
  for (const { id, points: had } of before) expect(points.get(id)).toBeGreaterThanOrEqual(had);
  expect(points.get(participant.id)).toBeGreaterThan(0); // of the cast that nobody heard
  const [rows] = await query<{ casts: number; people: number }>(
    'SELECT (SELECT count(*)::int FROM casts) AS casts, (SELECT count(*)::int FROM participants) AS people',
  );
  expect(rows?.people).toBe(WIZARDS + 1);
  expect(rows?.casts).toBeGreaterThanOrEqual(told.stored + 1);
  expect(rows?.casts).toBeLessThanOrEqual(told.stored + told.waiting + 1);
  for (const { socket } of [stage, reloaded, stageAgain, last, desk, again]) socket.disconnect();
  phone.wand?.leave();
});
