import { seeded } from '@wandcast/gesture';
import type { Board, PackedFrame, StageSnapshot } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRounds, grovesAfter, peopleAfter } from '../../support/board-query.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { randomGame, shuffle } from '../../support/random-game.js';
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

/** The board as SQL computes it, without what is known only from samples or profiles. */
async function expectedBoard(node: TestServer, eventId: string): Promise<object> {
  const rounds = await countRounds(node, eventId);
  const first = Math.max(1, rounds - 4);
  const recent = Array.from({ length: rounds === 0 ? 0 : rounds - first + 1 }, (_, i) => first + i);
  const history = await Promise.all(recent.map((n) => peopleAfter(node, eventId, n)));
  const before = rounds < 2 ? [] : await peopleAfter(node, eventId, rounds - 1);
  const people = history.at(-1) ?? [];
  const rows = people.slice(0, 10).map(({ id, rank, points, streak }) => {
    const then = before.find((one) => one.id === id);
    const ranks = history.map((places) => places.find((one) => one.id === id)?.rank ?? null);
    return { id, rank, points, streak, ranks, moved: then === undefined ? null : then.rank - rank };
  });
  const grovesBefore = rounds < 2 ? [] : await grovesAfter(node, eventId, rounds - 1);
  const groves = people.length === 0 ? [] : await grovesAfter(node, eventId, rounds);
  return {
    ...{ rounds, people: people.length, rows },
    groves: groves.map((one) => {
      const then = grovesBefore.find(({ grove }) => grove === one.grove);
      return { ...one, moved: then === undefined ? null : then.rank - one.rank };
    }),
    podium: rows.slice(0, 3).map(({ id, rank, points }) => ({ id, rank, points })),
  };
}

/** The same fields of a board that a node computed. */
function comparable({ rounds, people, rows, groves, podium }: Board): object {
  return {
    ...{ rounds, people, groves },
    rows: rows.map(({ id, rank, points, streak, ranks, moved }) => ({ id, rank, points, streak, ranks, moved })),
    podium: podium.map(({ id, rank, points }) => ({ id, rank, points })),
  };
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
          .poll(async () => [comparable(stage.board), await expectedBoard(node, eventId)])
          .toSatisfy(([shown, expected]: object[]) => JSON.stringify(shown, keys) === JSON.stringify(expected, keys));
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

/** Sorts the keys of objects, so that their text can be compared. */
function keys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function raise(): never {
  throw new Error('not found');
}
