import { setTimeout as until } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  ROUND_GRACE_MS,
  type Board,
  type BoardRow,
  type Phase,
  type Readiness,
  type Round,
  type Show,
  type StageCounts,
  type StageFrame,
  type StageSnapshot,
} from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/console-client.js';
import { connect, heard, startTestServer, tokenOf, type TestServer } from '../support/test-server.js';
import { startCrowd, type Crowd } from './rehearsal-process.js';
import { freshBoard } from './recomputed-board.js';

const WIZARDS = 300;
/** Rounds of the first plan take forty seconds, which shows nothing that these do not. */
const ROUND_SECONDS = 12;

let server: TestServer;
let desk: Desk;
let crowd: Crowd;
let stage: { readonly socket: Socket; readonly snapshot: StageSnapshot; frames: number; board: Board };
beforeAll(async () => {
  server = await startTestServer();
  desk = await openDesk(server);
  stage = await openStage(server);
});
afterAll(async () => {
  crowd.kill();
  stage.socket.disconnect();
  desk.socket.disconnect();
  await server.remove();
});

async function openStage(on: TestServer): Promise<typeof stage> {
  const socket = connect(on, '/stage', { token: tokenOf(on.links.stage) });
  const snapshot = await heard<StageSnapshot>(socket, 'stage:welcomed');
  const seen = { socket, snapshot, frames: 0, board: snapshot.board };
  socket.on('stage:frame', ({ board }: StageFrame) => {
    seen.frames++;
    if (board !== undefined) seen.board = board;
  });
  return seen;
}

/** Enters the next step of the plan, which is of that kind; a round is made shorter before. */
async function enter(kind: Phase['kind']): Promise<void> {
  const { phases, current } = show;
  const next = phases[phases.findIndex(({ id }) => id === current) + 1];
  if (next?.kind !== kind) throw new Error(`the next step is ${next?.kind}, not ${kind}`);
  if (kind === 'round') {
    const { title, spell, challenge } = next;
    const phase = { kind, title, spell, challenge, seconds: ROUND_SECONDS };
    await desk.ask<Show>('phase:edit', { phaseId: next.id, phase });
  }
  show = await desk.ask<Show>('phase:enter', { phaseId: next.id });
}
let show: Show;

/** A round is over when its time is, and settled when hands that still moved have come to rest; nobody says so. */
async function settled({ endsAt }: Round): Promise<void> {
  await until(endsAt + ROUND_GRACE_MS - Date.now());
}

/** What a server says that cannot keep up: the phone keeps the cast and sends it again. A quiet machine has none of it. */
const isPressure: ReadonlySet<unknown> = new Set(['overloaded', 'cast-unknown']);

const casts = (least: number) => desk.hears('counts:changed', (counted) => counted.casts >= least);
const rowsOf = (rows: readonly BoardRow[]) =>
  rows.map(({ id, nickname, rank, points, streak }) => ({ id, nickname, rank, points, streak }));
const began = performance.now();
const say = (what: string): void => {
  console.log(`rehearsal: ${((performance.now() - began) / 1000).toFixed(1)} s ${what}`);
};

test(`${WIZARDS} wizards live a whole show, and its leaderboard is what the database says`, async () => {
  show = desk.state.show;
  let { counts } = desk.state;
  desk.socket.on('counts:changed', (changed: StageCounts) => (counts = changed));
  const here = desk.hears('counts:changed', ({ wands }) => wands >= 0.85 * WIZARDS);
  await enter('lobby');
  crowd = startCrowd(server.url, server.code, ['--wands', String(WIZARDS), '--arrive', '10']);
  const { wands } = await here;
  say(`${wands} are here`);

  const known = desk.hears('readiness:changed', (spells: readonly Readiness[]) =>
    spells.every(({ state, casts: taught }) => state === 'ready' && taught >= WIZARDS / 8),
  );
  await enter('teach');
  const readiness = await known;
  say(`${readiness.reduce((sum, one) => sum + one.casts, 0)} lessons given`);

  const ended = desk.hears('training:ended', ({ origin }) => origin === 'taught');
  await enter('train');
  const training = await ended;
  expect(training).toMatchObject({ outcome: 'done', failure: null });
  say('trained');

  const played = casts(counts.casts + WIZARDS);
  await enter('cast');
  await played;
  say(`${WIZARDS} casts made freely`);

  const rounds: Round[] = [];
  for (const number of [1, 2]) {
    const changed = desk.hears('rounds:changed', (all) => all.length === number);
    await enter('round');
    const round = (await changed).at(-1);
    if (round === undefined) throw new Error('no round began');
    await settled(round);
    rounds.push(round);
    say(`round ${number}: ${stage.board.people} people have points`);
  }
  expect(rounds.map(({ kind }) => kind)).toEqual(['order', 'fastest']);

  await enter('leaders');
  await enter('houses');
  const atPodium = heard(stage.socket, 'event:changed');
  await enter('podium');
  expect(await atPodium).toMatchObject({ view: 'podium' });
  await expect.poll(() => stage.board.rounds).toBe(2);
  // A cast that had to be sent again still counts for a while.
  const counted = () => freshBoard((text, values) => server.query(text, values), server.code);
  let fresh = await counted();
  await expect
    .poll(async () => {
      fresh = await counted();
      const { rows, people } = stage.board;
      return isDeepStrictEqual([rowsOf(rows), people], [fresh.slice(0, 10), fresh.length]);
    })
    .toBe(true);
  expect(fresh.length).toBeGreaterThan(WIZARDS / 2);
  expect(stage.board.podium.map(({ id }) => id)).toEqual(fresh.slice(0, 3).map(({ id }) => id));
  expect(stage.board.houses.reduce((sum, house) => sum + house.points, 0)).toBe(
    fresh.reduce((sum, { points }) => sum + points, 0),
  );

  const second = await startTestServer({ databaseUrl: server.databaseUrl });
  const anew = await openStage(second);
  expect(anew.snapshot.board).toEqual(stage.board);
  anew.socket.disconnect();
  await second.remove();
  say('a second server says the same');

  const told = await crowd.leave();
  say(JSON.stringify(told));
  expect(told).toMatchObject({ came: WIZARDS, turnedAway: 0, refused: 0, waiting: 0, lost: 0 });
  for (const some of [told.taught, told.recognized, told.returns, told.reloads]) expect(some).toBeGreaterThan(0);
  const [stored] = await server.query<{ casts: number; people: number }>(
    'SELECT (SELECT count(*)::int FROM casts) AS casts, (SELECT count(*)::int FROM participants) AS people',
  );
  expect(stored).toEqual({ casts: told.stored, people: WIZARDS });
  const refused = server.log.filter(({ msg, code }) => msg === 'a message was refused' && isPressure.has(code));
  if (refused.length > 0) say(`the machine was busy: ${refused.length} messages had to be sent again`);
  expect(server.log.filter((line) => !refused.includes(line) && !String(line['msg']).includes('ulimit'))).toEqual([]);
});
