import { setTimeout as sleep } from 'node:timers/promises';
import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import {
  ROUND_LATE_MS,
  type Answer,
  type Board,
  type OwnStanding,
  type PackedFrame,
  type Round,
  type RoundTally,
  type StageSnapshot,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { casts, openConsole, type ConsoleClient } from '../../support/console-client.js';
import {
  connect,
  connectWand,
  nextMessage,
  profile,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

/** Long enough for a cast that began with the round. */
const CAST_MS = 4_000;

let server: TestServer;
let client: ConsoleClient;
let stage: { readonly socket: Socket; board: Board; tally: RoundTally | null; readonly tallies: RoundTally[] };

beforeAll(async () => {
  server = await startTestServer({ roundLead: 2 });
  client = await openConsole(server);
  const socket = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  const { board, tally } = await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  stage = { socket, board, tally, tallies: [] };
  socket.on('stage:frame', (frame: PackedFrame) => {
    if (frame.board !== undefined) stage.board = frame.board;
    if (frame.tally === undefined) return;
    stage.tally = frame.tally;
    stage.tallies.push(frame.tally);
  });
});
afterAll(async () => {
  for (const { socket } of [client, stage]) socket.disconnect();
  await server.remove();
});

interface Phone {
  readonly socket: Socket;
  readonly id: string;
  standing: OwnStanding;
}

async function join(name: string): Promise<Phone> {
  const socket = connectWand(server, { key: newKey(), profile: { ...profile, nickname: name } });
  const { participant, standing } = await nextMessage<Welcome>(socket, 'wand:welcomed');
  const phone: Phone = { socket, id: participant.id, standing };
  socket.on('standing:changed', (changed: OwnStanding) => (phone.standing = changed));
  return phone;
}

/** Sends a cast of the first spell that began at `at`, ms since 1970. @returns its id */
async function cast({ socket }: Phone, at: number, change: object = {}, seed = 3): Promise<string> {
  const signal = casts(starterSpellbook[1]?.glyph ?? '', 1, 1, seed)[0]?.[0];
  if (signal === undefined) throw new Error('no cast');
  const { replay, castId } = castMessages(samplesOf({ t: signal.t, linear: signal.linear ?? raise() }), {
    ...{ startedAt: at, offsetMs: 0, ...change },
  });
  const answer = (await socket.emitWithAck('cast:replay', replay)) as Answer<StoredCast>;
  expect(answer).toMatchObject({ ok: true, value: { recognition: { spell: starterSpellbook[1]?.id } } });
  return castId;
}

describe('a round that ended', () => {
  let [ada, ben, cat]: Phone[] = [];
  let round: Round;
  let best: string;

  beforeAll(async () => {
    [ada, ben, cat] = [await join('Ada'), await join('Ben'), await join('Cat')];
    const spell = starterSpellbook[1]?.id;
    round = await client.ask<Round>('round:start', { kind: 'order', spell, seconds: 30 });
    await sleep(Math.max(0, round.startsAt + CAST_MS - Date.now()));
    best = await cast(ada, round.startsAt + 200);
    await cast(ben, round.startsAt + 100, { source: 'tapped' });
    round = await client.ask<Round>('round:end', { roundId: round.id });
  });

  test('[G8] is counted first; then its result is final and shows the best casts', async () => {
    await expect.poll(() => stage.tally?.isSettled).toBe(true);
    const { tallies } = stage;
    const first = tallies.findIndex(({ isSettled }) => isSettled);
    expect(first).toBeGreaterThan(0);
    for (const { bestCasts } of tallies.slice(0, first)) expect(bestCasts).toEqual([]);
    expect(Date.now()).toBeGreaterThanOrEqual(round.endsAt + ROUND_LATE_MS);
    expect(stage.tally?.leaders.map(({ id }) => id)).toEqual([ada?.id]);
    const shown = stage.tally?.bestCasts;
    expect(shown).toMatchObject([{ castId: best, spell: starterSpellbook[1]?.id }]);
    expect(shown?.[0]?.confidence).toBeGreaterThan(0.5);
    expect([shown?.[0]?.seal.length, shown?.[0]?.path.length]).toEqual([72, 88]);
    expect(stage.board.podium).toMatchObject([{ id: ada?.id, seal: shown?.[0]?.seal, path: shown?.[0]?.path }]);
    await expect.poll(() => [ada, ben, cat].map((phone) => phone?.standing.isSettled)).toEqual([true, true, true]);
  });

  test('[G5] [G8] scores a tapped cast apart', () => {
    const { standing } = ben ?? raise();
    expect(standing).toMatchObject({ points: 0, rank: null, of: 1, players: 3, gained: 0, last: null });
    expect(standing.tapped?.gained).toBeGreaterThan(500);
    expect(standing.tapped?.points).toBe(standing.tapped?.gained);
    expect(ada?.standing).toMatchObject({ rank: 1, tapped: null });
    expect(stage.tally).toMatchObject({ people: 2, of: 3 });
  });

  test('[G4] does not change by casts and people that arrive afterwards', async () => {
    const [{ tally, board }, standing] = [stage, ada?.standing];
    const late = await cast(cat ?? raise(), round.startsAt + 50);
    const dora = await join('Dora');
    await cast(dora, Date.now() - CAST_MS);
    // Undoing and redoing makes every node read everything again.
    await client.ask('round:undo', { roundId: round.id });
    await expect.poll(() => stage.board.rows).toEqual([]);
    await client.ask('round:redo', { roundId: round.id });
    await expect.poll(() => stage.board.rows).toHaveLength(1);
    expect(stage.board).toEqual(board);
    expect(stage.tally).toEqual(tally);
    await expect.poll(() => ada?.standing).toEqual(standing);
    expect(await server.query('SELECT id FROM casts WHERE id = $1', [late])).toHaveLength(1);
    dora.socket.disconnect();
  });

  test('loses the points and the path of a cast that is deleted', async () => {
    await ada?.socket.emitWithAck('casts:delete', { castIds: [best] });
    await expect.poll(() => stage.tally?.leaders).toEqual([]);
    expect(stage.tally?.bestCasts).toEqual([]);
    await expect.poll(() => stage.board.podium).toEqual([]);
    for (const phone of [ada, ben, cat]) phone?.socket.disconnect();
  });
});

function raise(): never {
  throw new Error('not found');
}
