import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as until } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { parseGlyph, samplesOf, seeded, simulateCast, simulatePerson } from '@wandcast/gesture';
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
import { freePort } from '../support/free-port.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../apps/api/src/platform/database/embedded/embedded-postgres.js';
import { joinRoom } from '../../apps/tools/src/room-client/join-room.js';
import { openConsole } from '../support/console-client.js';
import { connect, nextMessage, profile, tokenOf } from '../support/test-server.js';
import { openPool } from '../support/database-pool.js';
import { ownerOf, startServerProcess, temporaryFolder, type ServerProcess } from '../support/server-process.js';
import { startRehearsal, type Rehearsal } from './rehearsal-process.js';
import { recomputeBoard, type RecomputedPlace } from './recomputed-board.js';

const WIZARDS = 60;
/** Long enough for a server to crash and restart, even on a busy machine. */
const ROUND_SECONDS = 40;

let folder: string;
let postgres: EmbeddedPostgres;
let pool: pg.Pool;
let port: number;
let server: ServerProcess;
let rehearsal: Rehearsal | undefined;
beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await startEmbeddedPostgres(path.join(folder, 'data'));
  pool = openPool(postgres.url, 2);
  port = await freePort();
  server = await start();
});
afterAll(async () => {
  rehearsal?.kill();
  await server.end('SIGKILL');
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = (): Promise<ServerProcess> => startServerProcess(folder, port, [], { DATABASE_URL: postgres.url });
const query = async <R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> =>
  (await pool.query<R>(text, values)).rows;

/** Opens a stage on the current server. Opening another one is like reloading it. */
async function openStage() {
  const link = /Stage +(\S+)/.exec(server.stdout())?.[1] ?? '';
  const socket = connect(server, '/stage', { token: tokenOf(link) });
  let board: StageFrame['board'];
  socket.on('stage:frame', (frame: StageFrame) => {
    board = frame.board ?? board; // the first frame may arrive together with the welcome
  });
  const snapshot = await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  return { socket, snapshot, board: () => board ?? snapshot.board };
}
type Stage = Awaited<ReturnType<typeof openStage>>;

/** Waits for a tally of the round that matches. */
function waitForTally(stage: Stage, matches: (tally: RoundTally) => boolean): Promise<RoundTally> {
  return new Promise((resolve) => {
    stage.socket.on('stage:frame', ({ tally }: StageFrame) => {
      if (tally !== undefined && matches(tally)) resolve(tally);
    });
  });
}

/** A phone whose casts are all correct. */
class Phone {
  readonly store = memoryStore();
  readonly key = newKey();
  private readonly random = seeded(5);
  private readonly person = simulatePerson(seeded(8));
  wand: Wand | undefined;

  /** Opens the page, which sends pending casts. */
  async open(code: string) {
    const { wand, welcome } = await joinRoom({ url: server.url, code }, profile, { key: this.key, store: this.store });
    this.wand = wand;
    return welcome;
  }

  /** Performs a whole cast at once. */
  cast({ glyph }: Spell): void {
    const samples = samplesOf(simulateCast(parseGlyph(glyph ?? ''), this.person, this.random));
    const channels = samples[0] === undefined ? 1 : channelsOf(samples[0]);
    const recording = this.wand?.startCast({ intent: 'cast', spell: null, source: 'motion', channels });
    for (const sample of samples) recording?.add(sample);
    recording?.finish();
  }
}

test('a server crash, a reloaded stage and a refreshed phone lose no points and no participants', async () => {
  const owner = await ownerOf(server);
  const code = new URL(/Wand +(\S+)/.exec(server.stdout())?.[1] ?? '').searchParams.get('code') ?? '';
  const client = await openConsole({ url: server.url, owner });
  await client.ask('room:learn', { learning: false }); // a newly activated model would recognize the phone's cast again
  const joined = client.waitForMessage('counts:changed', ({ wands }) => wands > 0.9 * WIZARDS);
  rehearsal = startRehearsal(server.url, code, ['--wands', String(WIZARDS), '--arrive', '2']);
  const phone = new Phone();
  const { participant, spells } = await phone.open(code);
  await joined;

  const stage = await openStage();
  const spell = spells[1];
  if (spell === undefined) throw new Error('the spellbook has fewer than two spells');
  const halfway = waitForTally(stage, ({ people, leaders }) => people >= 15 && leaders.length >= 3);
  const round = await client.ask<Round>('round:start', { kind: 'order', spell: spell.id, seconds: ROUND_SECONDS });
  await halfway;

  const reloaded = await openStage();
  expect(reloaded.snapshot.round).toEqual(round);
  expect(reloaded.snapshot.event.view).toBe('round');
  expect(reloaded.snapshot.tally?.people).toBeGreaterThanOrEqual(15);
  const before = await recomputeBoard(query, code);
  expect(before.length).toBeGreaterThan(5);

  const crashedAt = performance.now();
  await server.end('SIGKILL');
  phone.cast(spell); // while the server is down
  phone.wand?.leave(); // and close the page
  server = await start();
  const again = await openConsole({ url: server.url, owner });
  let { wands } = again.state.counts;
  again.socket.on('counts:changed', (counts: StageCounts) => ({ wands } = counts));
  expect(again.state.rounds.at(-1)).toEqual(round);
  const stageAgain = await openStage();
  expect(stageAgain.snapshot.round).toEqual(round);
  console.log(`mid-round: back after ${((performance.now() - crashedAt) / 1000).toFixed(1)} s`);

  const refreshed = await phone.open(code);
  expect(refreshed.participant).toEqual(participant);
  expect(refreshed.round).toEqual(round);
  await until(round.endsAt + ROUND_GRACE_MS - Date.now()); // no message marks the end of a round
  await expect.poll(() => wands).toBe(WIZARDS + 1);
  const result = await rehearsal.stop();
  expect(result).toMatchObject({ came: WIZARDS, turnedAway: 0, refused: 0, lost: 0 });

  await expect.poll(() => phone.wand?.waiting).toBe(0);
  const last = await openStage();
  const shown = (all: readonly Pick<RecomputedPlace, 'id' | 'points' | 'rank'>[]): object[] =>
    all.slice(0, 10).map(({ id, points: has, rank }) => ({ id, points: has, rank }));
  let after = await recomputeBoard(query, code);
  await expect
    .poll(async () => {
      after = await recomputeBoard(query, code); // casts in flight when the wizards left still count
      return isDeepStrictEqual(shown(last.board().rows), shown(after));
    })
    .toBe(true);
  const points = new Map(after.map((place) => [place.id, place.points]));
  for (const { id, points: had } of before) expect(points.get(id)).toBeGreaterThanOrEqual(had);
  expect(points.get(participant.id)).toBeGreaterThan(0); // from the cast made while the server was down
  const [rows] = await query<{ casts: number; people: number }>(
    'SELECT (SELECT count(*)::int FROM casts) AS casts, (SELECT count(*)::int FROM participants) AS people',
  );
  expect(rows?.people).toBe(WIZARDS + 1);
  expect(rows?.casts).toBeGreaterThanOrEqual(result.stored + 1);
  expect(rows?.casts).toBeLessThanOrEqual(result.stored + result.waiting + 1);
  for (const { socket } of [stage, reloaded, stageAgain, last, client, again]) socket.disconnect();
  phone.wand?.leave();
});
