import { isDeepStrictEqual } from 'node:util';
import { seeded } from '@wandcast/gesture';
import type { Board, PackedFrame, StageSnapshot } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { randomGame, shuffle } from '../../support/random-game.js';
import { comparableBoard, expectedBoard } from '../../support/room/expected-board.js';
import { keyOf, storeGame } from '../../support/stored-game.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import {
  connect,
  connectWand,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

let database: TestDatabase | undefined;
const nodes: TestServer[] = [];
const consoles: ConsoleClient[] = [];
const stages: { board: Board; readonly socket: Socket }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  for (let n = 0; n < 2; n++) {
    const node = await startTestServer({ databaseUrl: database.url });
    nodes.push(node);
    consoles.push(await openConsole(node));
    stages.push(await openStage(node));
  }
});
afterAll(async () => {
  for (const { socket } of [...consoles, ...stages]) socket.disconnect();
  for (const node of nodes) await node.remove();
  await database?.remove();
});

async function openStage(node: TestServer): Promise<{ board: Board; readonly socket: Socket }> {
  const socket = connect(node, '/stage', { token: tokenOf(node.links.stage) });
  const { board } = await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  const stage = { board, socket };
  socket.on('stage:frame', (frame: PackedFrame) => {
    if (frame.board !== undefined) stage.board = frame.board;
  });
  return stage;
}

describe('[G5] boards of random games', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('are equal on two nodes and in SQL (seed %i)', async (seed) => {
    const [node, other] = [nodes[0] ?? raise(), nodes[1] ?? raise()];
    const [client, otherClient] = [consoles[0] ?? raise(), consoles[1] ?? raise()];
    const random = seeded(seed);
    const game = randomGame(seed, Date.now() - 600_000);
    const eventId = await storeGame(node, game);
    const agree = async (): Promise<void> => {
      for (const stage of stages)
        await expect
          .poll(async () => [comparableBoard(stage.board), await expectedBoard(node, eventId)])
          .toSatisfy(([shown, expected]: object[]) => isDeepStrictEqual(shown, expected));
    };
    // Both nodes reread the rounds after any change of one.
    const [round, last] = [shuffle(game.rounds, random)[0] ?? raise(), game.rounds.at(-1) ?? raise()];
    await client.ask('round:undo', { roundId: round.id });
    await agree();
    await otherClient.ask('round:redo', { roundId: round.id });
    await agree();

    const [hidden, shy, deleting] = shuffle(game.everyone, random).map(({ participant }) => participant);
    await otherClient.ask('participant:hide', { participantId: hidden?.id, hidden: true });
    await client.ask('participant:hide', { participantId: shy?.id, hidden: false });
    await agree();

    const { id = '', nickname, sigil, metal } = deleting ?? {};
    const wand = connectWand(other, { key: keyOf(id), profile: { nickname, sigil, metal } });
    await nextMessage(wand, 'wand:welcomed');
    const castIds = game.casts.flatMap((cast) => (cast.participantId === id ? [cast.castId] : [])).slice(0, 4);
    expect(await wand.emitWithAck('casts:delete', { castIds })).toMatchObject({ ok: true });
    wand.disconnect();
    await agree();

    if (last.undone) return;
    if (last.pausedAt !== null) await client.ask('round:end', { roundId: last.id });
    await client.ask('round:extend', { roundId: last.id, seconds: 1 }); // late casts of it count after all
    await otherClient.ask('round:end', { roundId: last.id });
    await agree();
    if (seed > 2) return;
    const settled = "SELECT max(ends_at) + interval '5.5 s' < now() AS settled FROM rounds WHERE event_id = $1";
    await expect.poll(() => node.query(settled, [eventId])).toEqual([{ settled: true }]);
    await agree(); // with the streaks that the round ended
  });
});

function raise(): never {
  throw new Error('not found');
}
