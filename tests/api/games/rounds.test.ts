import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { starterSpellbook } from '@wandcast/gesture';
import type {
  Answer,
  Board,
  OwnStanding,
  PackedFrame,
  Round,
  RunOfShow,
  StageSnapshot,
  StoredCast,
  Welcome,
} from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import pg from 'pg';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { castMessages } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  nextMessage,
  profile,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let database: TestDatabase | undefined;
let [one, two]: [TestServer | undefined, TestServer | undefined] = [undefined, undefined];
beforeAll(async () => {
  database = await createTestDatabase();
  one = await startTestServer({ databaseUrl: database.url, roundLead: 2 });
  two = await startTestServer({ databaseUrl: database.url, roundLead: 2 });
});
afterAll(async () => {
  await one?.remove();
  await two?.remove();
  await database?.remove();
});

const server = (): TestServer => one ?? raise();
const other = (): TestServer => two ?? raise();

interface Phone {
  readonly socket: Socket;
  readonly welcome: Welcome;
  standing: OwnStanding;
}

async function join(name: string, on = server(), key = newKey()): Promise<Phone> {
  const socket = connectWand(on, { key, profile: { ...profile, nickname: name } });
  const welcome = await nextMessage<Welcome>(socket, 'wand:welcomed');
  const phone: Phone = { socket, welcome, standing: welcome.standing };
  socket.on('standing:changed', (standing: OwnStanding) => (phone.standing = standing));
  return phone;
}

async function openStage(on = server()): Promise<StageSnapshot & { readonly socket: Socket; readonly board: Board }> {
  const socket = connect(on, '/stage', { token: tokenOf(on.links.stage) });
  const seen = { ...(await nextMessage<StageSnapshot>(socket, 'stage:welcomed')), socket };
  socket.on('stage:frame', (frame: PackedFrame) => {
    if (frame.board !== undefined) seen.board = frame.board;
    if (frame.tally !== undefined) seen.tally = frame.tally;
  });
  return seen;
}

/** A cast of a starter spell, made `at` ms since 1970. */
async function castSpell(
  { socket }: Phone,
  spell: number,
  at: number,
  seed = 3,
): Promise<ReturnType<typeof castMessages>> {
  const signal = casts(starterSpellbook[spell]?.glyph ?? '', 1, 1, seed)[0]?.[0];
  const { t, linear } = signal ?? raise();
  const samples = Array.from(t, (time, i) => ({
    t: time,
    linear: [linear?.x[i] ?? 0, linear?.y[i] ?? 0, linear?.z[i] ?? 0] as const,
  }));
  const messages = castMessages(samples, { startedAt: at, offsetMs: 0 });
  const answer = (await socket.emitWithAck('cast:replay', messages.replay)) as Answer<StoredCast>;
  if (!answer.ok) throw new Error(answer.failure.code);
  return messages;
}

const spellId = (n: number): string => starterSpellbook[n]?.id ?? raise();
const begun = async ({ startsAt }: Round, ms = 0): Promise<void> => {
  await sleep(Math.max(0, startsAt + ms - Date.now()));
};
const LONG_ENOUGH = 4_000;

describe('a round', () => {
  let client: ConsoleClient;
  beforeAll(async () => {
    client = await openConsole(server());
  });

  test('[G1, G4, G5, G8] is announced to everyone, and its casts score once on every node', async () => {
    const [ada, ben, stage] = [await join('Ada'), await join('Ben', other()), await openStage(other())];
    const told = [ada.socket, ben.socket, stage.socket].map((socket) => nextMessage<Round>(socket, 'round:changed'));
    const round = await client.ask<Round>('round:start', { kind: 'order', spell: spellId(1), seconds: 30 });
    expect(await Promise.all(told)).toEqual([round, round, round]);
    expect(await client.refusal('round:start', { kind: 'free', seconds: 30 })).toBe('round-running');

    const early = await castSpell(ada, 1, round.startsAt - 1_000);
    await begun(round, LONG_ENOUGH);
    const first = await castSpell(ada, 1, round.startsAt + 200);
    await castSpell(ben, 1, round.startsAt + 1_500);
    await castSpell(ben, 2, round.startsAt + 1_700);

    await expect.poll(() => ada.standing.points).toBeGreaterThan(50);
    expect(ada.standing).toMatchObject({ rank: 1, streak: 1, last: { castId: first.castId } });
    // Points of the grove per player: the only one of it with points.
    expect(ada.standing.grove).toMatchObject({ grove: ada.welcome.participant.grove, points: ada.standing.points });
    await expect.poll(() => stage.board.rows.map(({ nickname }) => nickname)).toEqual(['Ada', 'Ben']);
    await expect.poll(() => stage.tally?.people).toBe(2);
    await expect
      .poll(() => Object.fromEntries(stage.tally?.recognized ?? [])) // a cast may arrive with the next frame
      .toMatchObject({ [spellId(1)]: 2, [spellId(2)]: 1 });
    const { points } = ada.standing;

    // The acknowledgment was lost, so the phone resends the cast.
    const again = (await ada.socket.emitWithAck('cast:replay', first.replay)) as Answer<StoredCast>;
    expect(again).toMatchObject({ ok: true, value: { duplicate: true } });
    await castSpell(ada, 2, round.startsAt + 2_500); // another spell scores nothing
    await expect.poll(() => stage.tally?.recognized.map(([, n]) => n).reduce((a, b) => a + b)).toBe(4);
    expect(ada.standing.points).toBe(points);
    expect(early.castId).not.toBe(ada.standing.last?.castId);

    const late = await openStage(server());
    await expect.poll(() => isDeepStrictEqual(stage.board, late.board)).toBe(true); // both update at their own pace
    expect(late.round).toEqual(round);
    for (const { socket } of [ada, ben, stage, late]) socket.disconnect();
  });

  test('[G3] scores nothing while undone, scores again when redone, and survives a restart', async () => {
    const stage = await openStage();
    const round = stage.round ?? raise();
    const before = stage.board;
    expect(before.rows).toHaveLength(2);
    await client.ask('round:undo', { roundId: round.id });
    await expect.poll(() => stage.board.rows).toEqual([]);
    const redone = await client.ask<Round>('round:redo', { roundId: round.id });
    expect(redone.undone).toBe(false);
    await expect.poll(() => stage.board.people).toBe(2);
    const { rows } = stage.board;
    stage.socket.disconnect();
    client.socket.disconnect();
    one = await server().restart();
    const fresh = await openStage();
    expect(fresh.board.rows).toEqual(rows);
    fresh.socket.disconnect();
    client = await openConsole(server());
  });

  test('[G2] can be paused, resumed, extended and ended, and casts in the pause do not count', async () => {
    const cat = await join('Cat');
    const round = await client.ask<Round>('round:start', { kind: 'imitate', spell: spellId(0), seconds: 20 });
    await begun(round, 100);
    const halted = await client.ask<Round>('round:pause', { roundId: round.id });
    const since = halted.pausedAt ?? raise();
    await sleep(Math.max(0, since + LONG_ENOUGH - Date.now())); // `pausedAt` is the server's time
    await castSpell(cat, 0, since + 300);
    const on = await client.ask<Round>('round:resume', { roundId: round.id });
    expect(on.endsAt - round.endsAt).toBe((on.pauses[0]?.[1] ?? 0) - since);
    expect(await client.ask('round:extend', { roundId: round.id, seconds: 10 })).toMatchObject({
      endsAt: on.endsAt + 10_000,
    });
    await sleep(LONG_ENOUGH);
    const counted = await castSpell(cat, 0, Date.now() - LONG_ENOUGH + 500, 4);
    await expect.poll(() => cat.standing.last?.castId).toBe(counted.castId);
    const over = await client.ask<Round>('round:end', { roundId: round.id });
    expect(over.endsAt).toBeLessThanOrEqual(Date.now());
    expect(await client.refusal('round:pause', { roundId: round.id })).toBe('round-over');
    expect(await client.refusal('round:pause', { roundId: newId() })).toBe('round-unknown');
    cat.socket.disconnect();
  });

  test('[G2] can be extended after the next one was canceled before it began, and pages show it again', async () => {
    const cat = await join('Cat');
    const first = await client.ask<Round>('round:start', { kind: 'free', seconds: 20 });
    await begun(first, 100);
    await client.ask('round:end', { roundId: first.id });
    const mistaken = await client.ask<Round>('round:start', { kind: 'free', seconds: 20 });
    expect(await client.refusal('round:extend', { roundId: first.id, seconds: 10 })).toBe('round-over');
    expect(await client.ask('round:undo', { roundId: mistaken.id })).toMatchObject({ undone: true });
    let shown: Round | null = null;
    cat.socket.on('round:changed', (round: Round | null) => (shown = round));
    const extended = await client.ask<Round>('round:extend', { roundId: first.id, seconds: 10 });
    expect(extended.endsAt).toBeGreaterThan(Date.now() + 8_000);
    await expect.poll(() => shown).toMatchObject({ id: first.id, endsAt: extended.endsAt });
    const ended = await client.ask<Round>('round:end', { roundId: first.id });
    await expect.poll(() => shown).toMatchObject({ id: first.id, endsAt: ended.endsAt });
    cat.socket.disconnect();
  });

  test('is no duel with somebody who is hidden, or not in the event', async () => {
    const [gus, hal] = [await join('Gus'), await join('Hal')];
    const [one, other] = [gus.welcome.participant.id, hal.welcome.participant.id];
    const start = (duel: string[]) =>
      client.refusal('round:start', { kind: 'duel', spell: spellId(0), seconds: 20, duel });
    expect(await start([one, newId()])).toBe('participant-unknown');
    await client.ask('participant:hide', { participantId: one, hidden: true });
    expect(await start([one, other])).toBe('participant-unknown');
    expect(await client.refusal('round:start', { kind: 'duel', spell: spellId(0), seconds: 20 })).toBe(
      'duel-needs-two',
    );
    for (const { socket } of [gus, hal]) socket.disconnect();
  });

  test('loses the points of a deleted cast and of a deleted participant', async () => {
    const stage = await openStage();
    const dora = await join('Dora');
    const round = await client.ask<Round>('round:start', { kind: 'free', seconds: 20 });
    await begun(round, LONG_ENOUGH);
    const made = await castSpell(dora, 2, round.startsAt + 100);
    await expect.poll(() => stage.board.rows.map(({ nickname }) => nickname)).toContain('Dora');
    await dora.socket.emitWithAck('casts:delete', { castIds: [made.castId] });
    await expect.poll(() => stage.board.rows.map(({ nickname }) => nickname)).not.toContain('Dora');
    await castSpell(dora, 2, round.startsAt + 300);
    await expect.poll(() => stage.board.rows.map(({ nickname }) => nickname)).toContain('Dora');
    await dora.socket.emitWithAck('me:forget', {});
    await expect.poll(() => stage.board.rows.map(({ nickname }) => nickname)).not.toContain('Dora');
    await client.ask('round:end', { roundId: round.id });
    stage.socket.disconnect();
  });

  test('[Z2] a cast with an impossible clock offset is stored and belongs to no round', async () => {
    const gil = await join('Gil');
    const cast = castMessages(undefined, { startedAt: 0, offsetMs: -8e15 });
    expect(await gil.socket.emitWithAck('cast:replay', cast.replay)).toMatchObject({ ok: true });
    expect(await server().query('SELECT began_at FROM casts WHERE id = $1', [cast.castId])).toEqual([
      { began_at: null },
    ]);
    gil.socket.disconnect();
  });

  test('a duel without given opponents is between the two best-ranked connected players', async () => {
    expect(await client.refusal('round:start', { kind: 'duel', spell: spellId(0), seconds: 20 })).toBe(
      'duel-needs-two',
    );
    const [eve, fay] = [await join('Eve'), await join('Fay')];
    const round = await client.ask<Round>('round:start', { kind: 'duel', spell: spellId(0), seconds: 20 });
    expect([...(round.duel ?? [])].sort()).toEqual([eve.welcome.participant.id, fay.welcome.participant.id].sort());
    const rivals = ({ rivals = [] }: Round): string[] => rivals.map(({ nickname }) => nickname).sort();
    expect(rivals(round)).toEqual(['Eve', 'Fay']);
    const renamed = nextMessage<Round>(fay.socket, 'round:changed');
    await eve.socket.emitWithAck('me:change', { profile: { ...profile, nickname: 'Evening' } });
    expect(rivals(await renamed)).toEqual(['Evening', 'Fay']);
    // [O2] A hidden participant is named to nobody.
    const hidden = nextMessage<Round>(fay.socket, 'round:changed');
    await client.ask('participant:hide', { participantId: eve.welcome.participant.id, hidden: true });
    expect(rivals(await hidden)).toEqual(['Fay']);
    await client.ask('participant:hide', { participantId: eve.welcome.participant.id, hidden: false });
    expect(await client.ask('round:undo', { roundId: round.id })).toMatchObject({ undone: true });

    // [D4] A participant who deletes their data is removed from the duel and the spotlight.
    const { id } = eve.welcome.participant;
    await client.ask('stage:direct', { spotlight: { by: 'participant', participantId: id } });
    const dark = client.waitForMessage('event:changed', ({ spotlight }) => spotlight.by === 'newest');
    const told = nextMessage<Round>(fay.socket, 'round:changed');
    await eve.socket.emitWithAck('me:forget', {});
    await dark;
    expect((await told).duel).toContain(fay.welcome.participant.id);
    expect((await told).duel).not.toContain(id);
    expect(await server().query('SELECT id FROM rounds WHERE $1 = ANY(duel)', [id])).toEqual([]);
    for (const { socket } of [eve, fay]) socket.disconnect();
  });
});

describe('the run of show', () => {
  let client: ConsoleClient;
  let runOfShow: RunOfShow;
  beforeAll(async () => {
    client = await openConsole(server());
    ({ runOfShow } = client.state);
  });
  const step = (kind: string) => runOfShow.steps.find((one) => one.kind === kind) ?? raise();

  test('[N2] has default steps, which can be changed and restored on every node', async () => {
    const there = await openConsole(other());
    expect(runOfShow.steps.map(({ kind }) => kind)).toEqual([
      ...['lobby', 'teach', 'train', 'cast', 'round', 'round', 'leaders', 'groves', 'podium', 'thanks'],
    ]);
    const changedThere = there.waitForMessage('steps:changed', ({ steps }) => steps[1]?.title === 'Questions');
    const added = await client.ask<RunOfShow>('step:add', { step: { kind: 'note', title: 'Questions' }, to: 1 });
    expect(await changedThere).toEqual(added);
    const id = added.steps[1]?.id ?? raise();
    const moved = await client.ask<RunOfShow>('step:move', { stepId: id, to: 999 });
    expect(moved.steps.at(-1)?.id).toBe(id);
    const edited = await client.ask<RunOfShow>('step:edit', {
      stepId: id,
      step: { kind: 'note', title: 'Any questions', seconds: 60 },
    });
    expect(edited.steps.at(-1)).toMatchObject({ title: 'Any questions', seconds: 60 });
    const gone = await client.ask<RunOfShow>('step:remove', { stepId: id });
    expect([gone.steps.length, gone.removed[0]?.id]).toEqual([runOfShow.steps.length, id]);
    expect((await client.ask<RunOfShow>('step:restore', { stepId: id })).steps.at(-1)?.id).toBe(id);
    expect(await client.refusal('step:remove', { stepId: newId() })).toBe('step-unknown');
    expect(await client.refusal('step:add', { step: { kind: 'round', title: 'x' } })).toBe('invalid-message');
    there.socket.disconnect();
  });

  test('[N1] a step is not removed while it is being entered, however slow the database is', async () => {
    const colleague = await openConsole(server());
    const { steps } = await client.ask<RunOfShow>('step:add', { step: { kind: 'note', title: 'Going' }, to: 0 });
    const stepId = steps[0]?.id ?? raise();
    const holding = new pg.Client({ connectionString: server().databaseUrl });
    await holding.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT 1 FROM events FOR UPDATE');
    const entered = client.ask<RunOfShow>('step:enter', { stepId });
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => server().query(waiting)).not.toEqual([]);
    const removal = colleague.refusal('step:remove', { stepId });
    await colleague.socket.emitWithAck('clock:read', {}); // after it
    await holding.query('COMMIT');
    await holding.end();
    expect((await entered).current).toBe(stepId);
    expect(await removal).toBe('step-unknown');
    colleague.socket.disconnect();
  });

  test('[N1] entering a step changes what is shown, taught and played', async () => {
    const stage = connect(server(), '/stage', { token: tokenOf(server().links.stage) });
    await nextMessage(stage, 'stage:welcomed');
    const event = client.waitForMessage('event:changed', ({ view }) => view === 'lobby');
    await client.ask('step:enter', { stepId: step('podium').id });
    await client.ask('step:enter', { stepId: step('lobby').id });
    expect(await event).toMatchObject({ view: 'lobby', teaching: null });
    const taught = client.waitForMessage('event:changed', ({ view }) => view === 'teach');
    await client.ask('step:edit', { stepId: step('teach').id, step: { kind: 'teach', spell: spellId(3) } });
    await client.ask('step:enter', { stepId: step('teach').id });
    expect(await taught).toMatchObject({ teaching: spellId(3) });
    const words = nextMessage(stage, 'note:changed');
    const { steps } = await client.ask<RunOfShow>('step:add', { step: { kind: 'note', title: 'Why it works' }, to: 0 });
    await client.ask('step:enter', { stepId: steps[0]?.id });
    expect(await words).toBe('Why it works');
    const ending = client.waitForMessage('event:changed', ({ view }) => view === 'thanks');
    await client.ask('step:enter', { stepId: step('thanks').id });
    await ending;

    const played = await client.ask<RunOfShow>('step:enter', { stepId: step('round').id });
    const { roundId } = played.steps.find(({ id }) => id === step('round').id) ?? raise();
    const rounds = () =>
      server().query<{ id: string; undone: boolean }>('SELECT id, undone FROM rounds ORDER BY number');
    expect((await rounds()).at(-1)?.id).toBe(roundId);
    const count = (await rounds()).length;
    await client.ask('step:enter', { stepId: step('round').id });
    expect((await rounds()).length).toBe(count);
    await server().query(
      `UPDATE rounds SET starts_at = now() + interval '1 h', ends_at = now() + interval '2 h' WHERE id = $1`,
      [roundId], // ensures that it has not begun, however long the test took
    );
    await client.ask('step:enter', { stepId: step('leaders').id });
    expect((await rounds()).at(-1)).toEqual({ id: roundId, undone: true }); // it was announced but never began
    await client.ask('step:enter', { stepId: step('round').id });
    expect((await rounds()).length).toBe(count); // entering it again starts no round
    expect(await client.refusal('step:remove', { stepId: step('round').id })).toBe('step-unknown');
    stage.disconnect();
  });

  test('[N3] the stage can be directed without entering a step', async () => {
    const shown = client.waitForMessage('event:changed', ({ blank }) => blank);
    await client.ask('stage:direct', { blank: true, announcement: 'Doors close at eight' });
    expect(await shown).toMatchObject({ announcement: 'Doors close at eight', spotlight: { by: 'newest' } });
    expect(await client.ask('stage:direct', { blank: false, spotlight: { by: 'best' }, calm: true })).toMatchObject({
      ...{ blank: false, announcement: 'Doors close at eight', spotlight: { by: 'best' }, calm: true, sound: false },
    });
    expect(await client.ask('stage:direct', { announcement: null })).toMatchObject({ announcement: null });
  });
});

function newId(): string {
  return '00000000-0000-4000-8000-000000000000';
}

function raise(): never {
  throw new Error('not found');
}
