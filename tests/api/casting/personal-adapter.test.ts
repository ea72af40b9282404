import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import {
  CONFIRMATIONS_PER_MINUTE,
  type Adaptation,
  type CastId,
  type CutCast,
  type SpellId,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { casts, openConsole, type ConsoleClient } from '../../support/console-client.js';
import { joinWand, type TestWand } from '../../support/room/test-wand.js';
import {
  connectWand,
  nextMessage,
  rejectOnDisconnect,
  startTestServer,
  type TestServer,
} from '../../support/test-server.js';

let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer({ roundLead: 0 });
  client = await openConsole(server);
  await client.ask('room:learn', { learning: false }); // or the model learns the casts as well
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

const names = starterSpellbook.map(({ name }) => name);
/** A person who draws these two spells the other way round. */
const drawnBy = (spell: string): string => ({ Tide: 'Ember', Ember: 'Tide' })[spell] ?? spell;

/** Casts of one simulated person by what they draw. */
function handOf(seed: number): (drawing: string, i: number, change?: object) => ReturnType<typeof castMessages> {
  const drawn = new Map(
    starterSpellbook.map(({ name, glyph }, place) => [name, casts(glyph ?? '', 1, 12, seed + place)[0] ?? []]),
  );
  return (drawing, i, change = {}) => {
    const signal = drawn.get(drawing)?.[i];
    if (signal?.linear === undefined) throw new Error(`no cast ${i} of ${drawing}`);
    return castMessages(samplesOf({ t: signal.t, linear: signal.linear }), change);
  };
}
const hand = handOf(40);

const spellOf = (spell: string): SpellId => {
  const found = starterSpellbook.find(({ name }) => name === spell);
  if (found === undefined) throw new Error(`no spell ${spell}`);
  return found.id;
};
/** Casts what looks like `drawing`. @returns the probability of each spell, and the cast's id */
async function castAs(wand: TestWand, drawing: string, i: number, change: object = {}) {
  const { replay, castId } = hand(drawing, i, change);
  const { recognition } = await wand.ask<StoredCast>('cast:replay', { ...replay, offsetMs: 0, startedAt: Date.now() });
  const order = wand.welcome.model?.spells ?? [];
  const of = (name: string): number => recognition?.probabilities[order.indexOf(spellOf(name))] ?? NaN;
  return { castId: castId as CastId, of, probabilities: recognition?.probabilities, spell: recognition?.spell };
}
/** Teaches each spell three times, Tide and Ember swapped. */
async function teach(wand: TestWand): Promise<CastId[]> {
  const ids: CastId[] = [];
  for (const name of names)
    for (let i = 0; i < 3; i++) {
      const { replay, castId } = hand(drawnBy(name), i, { intent: 'teach', spell: spellOf(name) });
      await wand.ask('cast:replay', replay);
      ids.push(castId as CastId);
    }
  return ids;
}
/** Starts a round that began a minute ago: replayed casts began before they are sent. @returns its id */
async function startRound(kind: 'free' | 'order', spell: string | null): Promise<string> {
  const { id } = await client.ask<{ id: string }>('round:start', { kind, spell, seconds: 60, duel: null });
  await server.query(`UPDATE rounds SET starts_at = starts_at - interval '1 minute' WHERE id = $1`, [id]);
  await client.ask('round:extend', { roundId: id, seconds: 10 }); // reads the round again
  return id;
}
/** Waits until the answers are adapted to this many casts. */
function untilAdaptedTo({ socket }: TestWand, count: number): Promise<Adaptation | null> {
  // Not `once` in a loop: two messages may arrive in the same turn.
  const reached = new Promise<Adaptation | null>((resolve) => {
    const listen = (next: Adaptation | null): void => {
      if ((next?.casts ?? 0) !== count) return;
      socket.off('adaptation:changed', listen);
      resolve(next);
    };
    socket.on('adaptation:changed', listen);
  });
  return rejectOnDisconnect(socket, 'adaptation:changed', reached);
}

describe('[R4] the answers for a participant', () => {
  test('are adapted to what they taught, also on a node that starts later, but not in a round', async () => {
    const [wand, other] = [await joinWand(server), await joinWand(server, 'Salt Hare')];
    expect(wand.welcome.adaptation).toBeNull();
    const reached = untilAdaptedTo(wand, 3 * names.length);
    await teach(wand);
    expect(await reached).toEqual({ casts: 3 * names.length, spells: names.length });
    const [alone, own] = [await castAs(other, 'Tide', 4), await castAs(wand, 'Tide', 4)];
    expect(own.of('Ember')).toBeGreaterThan(alone.of('Ember') + 0.05);
    expect(own.of('Tide')).toBeLessThan(alone.of('Tide'));
    expect((await castAs(wand, 'Gale', 4)).spell).toBe('gale');

    const two = await startTestServer({ databaseUrl: server.databaseUrl });
    const there = await joinWand(two, undefined, wand.key);
    await expect.poll(async () => (await castAs(there, 'Tide', 4)).probabilities).toEqual(own.probabilities);
    there.socket.disconnect();
    await two.remove();

    const roundId = await startRound('free', null);
    expect((await castAs(wand, 'Tide', 4)).probabilities).toEqual(alone.probabilities);
    await client.ask('round:undo', { roundId });
    expect((await castAs(wand, 'Tide', 4)).probabilities).toEqual(own.probabilities);
    const taught = await castAs(wand, 'Tide', 4, { intent: 'teach', spell: spellOf('Ember') });
    expect(taught.probabilities).toEqual(alone.probabilities); // or it would depend on its own label later
    for (const { socket } of [wand, other]) socket.disconnect();
  });

  test('are no longer adapted to casts that were discarded, deleted or forgotten', async () => {
    const wand = await joinWand(server, 'Cold Finch');
    const reached = untilAdaptedTo(wand, 3 * names.length);
    const [first, second] = await teach(wand);
    await reached;
    await client.ask('casts:label', { labels: [{ castId: first, kind: 'discard' }] });
    const withoutFirst = untilAdaptedTo(wand, 3 * names.length - 1);
    await castAs(wand, 'Gale', 5);
    await withoutFirst;
    const withoutSecond = untilAdaptedTo(wand, 3 * names.length - 2);
    await wand.ask('casts:delete', { castIds: [second] });
    await withoutSecond;
    const none = untilAdaptedTo(wand, 0);
    await wand.ask('adaptation:forget', {});
    expect(await none).toBeNull();
    const other = await joinWand(server, 'Salt Hare');
    expect((await castAs(wand, 'Tide', 9)).probabilities).toEqual((await castAs(other, 'Tide', 9)).probabilities);
    const again = connectWand(server, { key: wand.key });
    expect((await nextMessage<Welcome>(again, 'wand:welcomed')).adaptation).toBeNull();
    for (const socket of [again, other.socket, wand.socket]) socket.disconnect();
  });

  test('are adapted to casts that were right in a round', async () => {
    const wand = await joinWand(server, 'Late Heron');
    const roundId = await startRound('order', 'gale');
    expect((await castAs(wand, 'Gale', 6)).spell).toBe('gale');
    await castAs(wand, 'Tide', 6); // not what was asked
    const reached = untilAdaptedTo(wand, 1);
    const again = connectWand(server, { key: wand.key });
    expect(await reached).toEqual({ casts: 1, spells: 1 });
    await client.ask('round:undo', { roundId });
    again.disconnect();
    wand.socket.disconnect();
  });
});

test('[R4] a cast is stored with the answer of the model while the adaptation cannot be computed', async () => {
  const [wand, other] = [await joinWand(server, 'Slow Heron'), await joinWand(server, 'Salt Hare')];
  const reached = untilAdaptedTo(wand, 3 * names.length);
  await teach(wand);
  await reached;
  const database = new pg.Client({ connectionString: server.databaseUrl });
  await database.connect();
  await database.query('BEGIN; LOCK TABLE current_labels IN ACCESS EXCLUSIVE MODE');
  await wand.ask('adaptation:forget', {});
  const [own, alone] = [await castAs(wand, 'Tide', 8), await castAs(other, 'Tide', 8)];
  expect(own.probabilities).toEqual(alone.probabilities);
  const forgotten = untilAdaptedTo(wand, 0);
  await database.query('ROLLBACK');
  expect(await forgotten).toBeNull();
  await database.end();
  for (const { socket } of [wand, other]) socket.disconnect();
});

test('[R4] only the answers for the people whose casts were labeled are adapted again', async () => {
  const [labeled, other] = [await joinWand(server, 'Red Stoat'), await joinWand(server, 'Grey Stoat')];
  const first = await castAs(other, 'Gale', 7);
  const own = await castAs(labeled, 'Gale', 7);
  // Confirmed without a message, so that reading the casts again shows.
  await server.query('UPDATE casts SET confirmed_at = now() WHERE id = $1', [first.castId]);
  const received: unknown[] = [];
  other.socket.on('adaptation:changed', (adaptation) => received.push(adaptation));
  const label = ({ castId }: { castId: CastId }): Promise<unknown> =>
    client.ask('casts:label', { labels: [{ castId, kind: 'spell', spell: 'gale' }] });
  await label(own);
  const reached = untilAdaptedTo(labeled, 1);
  await castAs(other, 'Tide', 7); // would be read before the labeled one's, one after another
  await castAs(labeled, 'Tide', 7);
  await reached;
  const second = await castAs(other, 'Ember', 7); // its answer follows what was sent
  expect(received).toEqual([]);
  await label(second);
  const both = untilAdaptedTo(other, 2);
  await castAs(other, 'Tide', 8);
  expect(await both).toEqual({ casts: 2, spells: 1 });
  for (const { socket } of [labeled, other]) socket.disconnect();
});

describe('[R5] a confirmation', () => {
  test('counts once, only for an own recognized cast, and not too often', async () => {
    const [wand, other] = [await joinWand(server, 'Dry Lynx'), await joinWand(server, 'Wet Lynx')];
    const { castId } = await castAs(wand, 'Gale', 7);
    await expect(other.ask('cast:confirm', { castId })).rejects.toThrow('cast-unknown');
    await expect(wand.ask('cast:confirm', { castId: v7() })).rejects.toThrow('cast-unknown');
    const reached = untilAdaptedTo(wand, 1);
    await Promise.all([wand.ask('cast:confirm', { castId }), wand.ask('cast:confirm', { castId })]);
    expect(await reached).toEqual({ casts: 1, spells: 1 });
    const [row] = await server.query<{ confirmed_at: Date }>('SELECT confirmed_at FROM casts WHERE id = $1', [castId]);
    await wand.ask('cast:confirm', { castId });
    expect(await server.query('SELECT confirmed_at FROM casts WHERE id = $1', [castId])).toEqual([row]);
    for (let i = 4; i < CONFIRMATIONS_PER_MINUTE; i++) await wand.ask('cast:confirm', { castId });
    await expect(wand.ask('cast:confirm', { castId })).rejects.toThrow('too-many-tries');
    for (const { socket } of [wand, other]) socket.disconnect();
  });
});

// The following tests start the scoring, which quarantines casts of the tests above.
test('[R4] a confirmed cast still counts once it is trimmed, also twice', async () => {
  const wand = await joinWand(server, 'Trim Wren');
  const confirm = async (i: number, count: number): Promise<CastId> => {
    const { castId } = await castAs(wand, 'Gale', i);
    const reached = untilAdaptedTo(wand, count);
    await wand.ask('cast:confirm', { castId });
    await reached;
    return castId;
  };
  let trimmed = await confirm(7, 1);
  for (const [i, count] of [
    [8, 2],
    [9, 3],
  ] as const) {
    // prettier-ignore
    const { partIds } = await client.ask<CutCast>('cast:trim', { castId: trimmed, fromMs: 20, untilMs: 30_000 });
    if (partIds[0] === undefined) throw new Error('no part');
    trimmed = partIds[0];
    await confirm(i, count);
  }
  wand.socket.disconnect();
});

test('[Q1] casts are scored by the shared model, no matter who made them', async () => {
  const [wand, other] = [await joinWand(server, 'Own Finch'), await joinWand(server, 'Salt Hare')];
  const reached = untilAdaptedTo(wand, 3 * names.length);
  await teach(wand);
  await reached;
  const [own, alone] = [await castAs(wand, 'Tide', 4), await castAs(other, 'Tide', 4)];
  expect(own.probabilities).not.toEqual(alone.probabilities);
  const readScores = (): Promise<{ confidence: number }[]> =>
    server.query('SELECT spell_id, confidence FROM predictions WHERE cast_id = ANY($1)', [[own.castId, alone.castId]]);
  await client.ask('queue:show', {}); // starts the scoring
  await expect.poll(readScores).toHaveLength(2);
  const scores = await readScores();
  expect(scores[0]).toEqual(scores[1]);
  expect(scores[0]?.confidence).toBeCloseTo(Math.max(...(alone.probabilities ?? [])), 5);
  for (const { socket } of [wand, other]) socket.disconnect();
});
