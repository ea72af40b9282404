import { setTimeout as until } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  ROUND_GRACE_MS,
  type Board,
  type BoardRow,
  type Step,
  type Readiness,
  type Round,
  type RunOfShow,
  type StageCounts,
  type StageFrame,
  type StageSnapshot,
} from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../support/console-client.js';
import { connect, nextMessage, startTestServer, tokenOf, type TestServer } from '../support/test-server.js';
import { startRehearsal, type Rehearsal } from './rehearsal-process.js';
import { recomputeBoard } from './recomputed-board.js';

const WIZARDS = 300;
/** Shorter than the 40 s of the default run of show; the assertions do not depend on it. */
const ROUND_SECONDS = 12;

let server: TestServer;
let client: ConsoleClient;
let rehearsal: Rehearsal;
let stage: { readonly socket: Socket; readonly snapshot: StageSnapshot; frames: number; board: Board };
beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
  stage = await openStage(server);
});
afterAll(async () => {
  rehearsal.kill();
  stage.socket.disconnect();
  client.socket.disconnect();
  await server.remove();
});

async function openStage(on: TestServer): Promise<typeof stage> {
  const socket = connect(on, '/stage', { token: tokenOf(on.links.stage) });
  const snapshot = await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  const opened = { socket, snapshot, frames: 0, board: snapshot.board };
  socket.on('stage:frame', ({ board }: StageFrame) => {
    opened.frames++;
    if (board !== undefined) opened.board = board;
  });
  return opened;
}

/** Enters the next step of the run of show, which must have this kind. Shortens a round first. */
async function enter(kind: Step['kind']): Promise<void> {
  const { steps, current } = runOfShow;
  const next = steps[steps.findIndex(({ id }) => id === current) + 1];
  if (next?.kind !== kind) throw new Error(`the next step is ${next?.kind}, not ${kind}`);
  if (kind === 'round') {
    const { title, spell, challenge } = next;
    const step = { kind, title, spell, challenge, seconds: ROUND_SECONDS };
    await client.ask<RunOfShow>('step:edit', { stepId: next.id, step });
  }
  runOfShow = await client.ask<RunOfShow>('step:enter', { stepId: next.id });
}
let runOfShow: RunOfShow;

/** Waits until a round and its grace period are over. No message marks this. */
async function roundSettled({ endsAt }: Round): Promise<void> {
  await until(endsAt + ROUND_GRACE_MS - Date.now());
}

/** Failures of an overloaded server: the phone keeps the cast and resends it. An idle machine has none. */
const overloadCodes: ReadonlySet<unknown> = new Set(['overloaded', 'cast-unknown']);

const waitForCasts = (least: number) => client.waitForMessage('counts:changed', (counted) => counted.casts >= least);
const rowsOf = (rows: readonly BoardRow[]) =>
  rows.map(({ id, nickname, rank, points, streak }) => ({ id, nickname, rank, points, streak }));
const startedAt = performance.now();
const log = (text: string): void => {
  console.log(`rehearsal: ${((performance.now() - startedAt) / 1000).toFixed(1)} s ${text}`);
};

test(`the leaderboard after a whole show of ${WIZARDS} wizards matches the database`, async () => {
  runOfShow = client.state.runOfShow;
  let { counts } = client.state;
  client.socket.on('counts:changed', (changed: StageCounts) => (counts = changed));
  const joined = client.waitForMessage('counts:changed', ({ wands }) => wands >= 0.85 * WIZARDS);
  await enter('lobby');
  rehearsal = startRehearsal(server.url, server.code, ['--wands', String(WIZARDS), '--arrive', '10']);
  const { wands } = await joined;
  log(`${wands} joined`);

  const taught = client.waitForMessage('readiness:changed', (spells: readonly Readiness[]) =>
    spells.every(({ state, casts }) => state === 'ready' && casts >= WIZARDS / 8),
  );
  await enter('teach');
  const readiness = await taught;
  log(`${readiness.reduce((sum, one) => sum + one.casts, 0)} casts taught`);

  const ended = client.waitForMessage('training:ended', ({ origin }) => origin === 'taught');
  await enter('train');
  const training = await ended;
  expect(training).toMatchObject({ outcome: 'done', failure: null });
  log('trained');

  const played = waitForCasts(counts.casts + WIZARDS);
  await enter('cast');
  await played;
  log(`${WIZARDS} free casts`);

  const rounds: Round[] = [];
  for (const number of [1, 2]) {
    const changed = client.waitForMessage('rounds:changed', (all) => all.length === number);
    await enter('round');
    const round = (await changed).at(-1);
    if (round === undefined) throw new Error('no round began');
    await roundSettled(round);
    rounds.push(round);
    log(`round ${number}: ${stage.board.people} people have points`);
  }
  expect(rounds.map(({ kind }) => kind)).toEqual(['order', 'fastest']);

  await enter('leaders');
  await enter('groves');
  const atPodium = nextMessage(stage.socket, 'event:changed');
  await enter('podium');
  expect(await atPodium).toMatchObject({ view: 'podium' });
  await expect.poll(() => stage.board.rounds).toBe(2);
  // Resent casts may still be counted for a while.
  const recompute = () => recomputeBoard((text, values) => server.query(text, values), server.code);
  let fresh = await recompute();
  await expect
    .poll(async () => {
      fresh = await recompute();
      const { rows, people } = stage.board;
      return isDeepStrictEqual([rowsOf(rows), people], [fresh.slice(0, 10), fresh.length]);
    })
    .toBe(true);
  expect(fresh.length).toBeGreaterThan(WIZARDS / 2);
  expect(stage.board.podium.map(({ id }) => id)).toEqual(fresh.slice(0, 3).map(({ id }) => id));
  expect(stage.board.groves.reduce((sum, grove) => sum + grove.points, 0)).toBe(
    fresh.reduce((sum, { points }) => sum + points, 0),
  );

  const second = await startTestServer({ databaseUrl: server.databaseUrl });
  const reopened = await openStage(second);
  expect(reopened.snapshot.board).toEqual(stage.board);
  reopened.socket.disconnect();
  await second.remove();
  log('a second server shows the same board');

  const result = await rehearsal.stop();
  log(JSON.stringify(result));
  expect(result).toMatchObject({ came: WIZARDS, turnedAway: 0, refused: 0, waiting: 0, lost: 0 });
  for (const some of [result.taught, result.recognized, result.returns, result.reloads])
    expect(some).toBeGreaterThan(0);
  const [stored] = await server.query<{ casts: number; people: number }>(
    'SELECT (SELECT count(*)::int FROM casts) AS casts, (SELECT count(*)::int FROM participants) AS people',
  );
  expect(stored).toEqual({ casts: result.stored, people: WIZARDS });
  const refused = server.log.filter(({ msg, code }) => msg === 'a message was refused' && overloadCodes.has(code));
  if (refused.length > 0) log(`the machine was overloaded: ${refused.length} messages were resent`);
  expect(server.log.filter((line) => !refused.includes(line) && !String(line['msg']).includes('ulimit'))).toEqual([]);
});
