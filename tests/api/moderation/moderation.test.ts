import type {
  AuditLine,
  Participant,
  ConsoleParticipant,
  Round,
  StageFrame,
  StageSnapshot,
  Welcome,
} from '@wandcast/protocol';
import { REMOVAL_MS } from '@wandcast/protocol';
import { groves } from '@wandcast/protocol/schemas';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { castMessages } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  connectionResult,
  nextMessage,
  profile,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

let database: TestDatabase;
let one: TestServer;
let two: TestServer;
let here: ConsoleClient;
let there: ConsoleClient;
beforeAll(async () => {
  database = await createTestDatabase();
  one = await startTestServer({ databaseUrl: database.url });
  two = await startTestServer({ databaseUrl: database.url });
  [here, there] = [await openConsole(one), await openConsole(two)];
});
afterAll(async () => {
  for (const client of [here, there]) client.socket.disconnect();
  await one.remove();
  await two.remove();
  await database.remove();
});

interface TestParticipant {
  readonly wand: Socket;
  readonly key: string;
  readonly me: Participant;
}

async function join(nickname: string, server = one, key = newKey()): Promise<TestParticipant> {
  const wand = connectWand(server, { key, profile: { ...profile, nickname } });
  const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  return { wand, key, me: participant };
}

/** Connects with a key. @returns `welcomed` or the failure code */
async function connectionFor(key: string, nickname: string, server = one): Promise<string> {
  const wand = connectWand(server, { key, profile: { ...profile, nickname } });
  const answer = await connectionResult(wand, 'wand:welcomed');
  wand.disconnect();
  return answer;
}

async function openStage(server: TestServer): Promise<{ socket: Socket; snapshot: StageSnapshot }> {
  const socket = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  return { socket, snapshot: await nextMessage<StageSnapshot>(socket, 'stage:welcomed') };
}

/** Resolves with the first matching frame. Call it before the action that causes the frame. */
function frame(stage: Socket, fits: (frame: StageFrame) => boolean): Promise<StageFrame> {
  return new Promise((resolve) => {
    const listen = (one: StageFrame): void => {
      if (!fits(one)) return;
      stage.off('stage:frame', listen);
      resolve(one);
    };
    stage.on('stage:frame', listen);
  });
}

const person = async (id: string, client = here): Promise<ConsoleParticipant | undefined> =>
  (await client.ask<ConsoleParticipant[]>('participants:list', {})).find((participant) => participant.id === id);

describe('[O1] names', () => {
  test('a moderator’s new name reaches stage and phone at once, on every node', async () => {
    const { wand, me, key } = await join('Quiet Otter', two);
    const stage = await openStage(two);
    const slot = stage.snapshot.wands.find(({ id }) => id === me.id)?.slot;
    const onStage = frame(stage.socket, ({ joined = [] }) => joined.some(({ nickname }) => nickname === 'Ada L'));
    const onPhone = nextMessage<Participant>(wand, 'me:changed');
    const changed = there.waitForMessage('participants:changed');

    const renamed = await here.ask<ConsoleParticipant>('participant:rename', { participantId: me.id, name: 'Ada L' });
    expect(renamed).toMatchObject({ id: me.id, nickname: 'Ada L', enteredName: 'Quiet Otter', flagged: false });
    expect((await onStage).joined?.find(({ id }) => id === me.id)).toEqual({ ...me, slot, nickname: 'Ada L' });
    expect(await onPhone).toEqual({ ...me, nickname: 'Ada L' });
    await changed;

    wand.disconnect();
    const back = await join('Quiet Otter', two, key); // their phone still sends the old name
    expect(back.me.nickname).toBe('Ada L');
    const own = nextMessage<Participant>(back.wand, 'me:changed');
    expect(await here.ask('participant:rename', { participantId: me.id, name: null, own: true })).toMatchObject({
      ...{ nickname: 'Quiet Otter', enteredName: null },
    });
    expect((await own).nickname).toBe('Quiet Otter');
    back.wand.disconnect();
    stage.socket.disconnect();
  });

  test('a name rejected by the filter is replaced; moderators see it and may allow it', async () => {
    const stage = await openStage(one);
    const frames: StageFrame[] = [];
    stage.socket.on('stage:frame', (one: StageFrame) => frames.push(one));
    const { wand, me, key } = await join('Sh1t Wizard');
    expect(me.nickname).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    const shown = (): unknown => frames.flatMap(({ joined = [] }) => joined).find(({ id }) => id === me.id)?.nickname;
    await expect.poll(shown).toBe(me.nickname); // wands of the test before may still come and go
    expect(await person(me.id)).toMatchObject({ nickname: me.nickname, enteredName: 'Sh1t Wizard', flagged: true });
    wand.disconnect();

    const again = await join('Sh1t Wizard', one, key);
    expect(again.me.nickname).toBe(me.nickname);
    const renamedOnPhone = nextMessage<Participant>(again.wand, 'me:changed');
    await here.ask('participant:rename', { participantId: me.id, name: null, own: true });
    expect((await renamedOnPhone).nickname).toBe('Sh1t Wizard');
    const made = await here.ask<ConsoleParticipant>('participant:rename', { participantId: me.id, name: null });
    expect(made).toMatchObject({ enteredName: 'Sh1t Wizard', flagged: true });
    expect([me.nickname, 'Sh1t Wizard']).not.toContain(made.nickname);
    again.wand.disconnect();

    const polite = await join('Polite Wizard', one, key);
    expect(polite.me.nickname).toBe('Polite Wizard');
    expect(await person(me.id)).toMatchObject({ enteredName: null, flagged: false });
    polite.wand.disconnect();
    stage.socket.disconnect();
  });

  test('a moderator’s name stays when the participant enters another one', async () => {
    const { wand, me, key } = await join('Loud Otter');
    await here.ask('participant:rename', { participantId: me.id, name: 'Calm Otter' });
    wand.disconnect();
    const back = await join('Louder Otter', one, key);
    expect(back.me.nickname).toBe('Calm Otter');
    expect(await person(me.id)).toMatchObject({ enteredName: 'Louder Otter' });
    back.wand.disconnect();
  });

  test('unknown participants are rejected', async () => {
    const unknown = { participantId: '00000000-0000-4000-8000-000000000000' };
    expect(await here.refusal('participant:rename', { ...unknown, name: 'X' })).toBe('participant-unknown');
    expect(await here.refusal('participant:hide', { ...unknown, hidden: true })).toBe('participant-unknown');
    expect(await here.refusal('participant:remove', { ...unknown, forGood: true })).toBe('participant-unknown');
    expect(await here.refusal('participant:readmit', unknown)).toBe('participant-unknown');
  });
});

describe('[O2] a hidden participant', () => {
  test('is not shown with their casts, is counted, is not notified, and can be shown again', async () => {
    const { wand, me, key } = await join('Shy Wren');
    const { wand: other, me: seen } = await join('Bold Wren');
    const stage = await openStage(one);
    const slot = stage.snapshot.wands.find(({ id }) => id === me.id)?.slot ?? -1;
    const phone: string[] = [];
    wand.onAny((name: string) => phone.push(name));
    const left = frame(stage.socket, (one) => one.left?.includes(slot) === true);
    expect(await here.ask('participant:hide', { participantId: me.id, hidden: true })).toMatchObject({ hidden: true });
    await left;

    const results: StageFrame[] = [];
    stage.socket.on('stage:frame', (one: StageFrame) => results.push(one));
    const counted = frame(stage.socket, ({ counts }) => (counts?.casts ?? 0) >= 2);
    const shown = frame(stage.socket, (one) => (one.results?.length ?? 0) > 0);
    for (const socket of [wand, other]) await socket.emitWithAck('cast:replay', castMessages().replay);
    await Promise.all([counted, shown]);
    const slots = results.flatMap((one) => (one.results ?? []).map((result) => result.slot));
    expect(slots).toEqual([stage.snapshot.wands.find(({ id }) => id === seen.id)?.slot]);
    expect(await person(me.id)).toMatchObject({ hidden: true, connected: true, casts: 1 });
    expect((await openStage(one)).snapshot.wands.map(({ id }) => id)).not.toContain(me.id);

    wand.disconnect();
    const back = await join('Shy Wren', one, key);
    expect((await openStage(one)).snapshot.wands.map(({ id }) => id)).not.toContain(me.id);
    const joined = frame(stage.socket, (one) => one.joined?.some(({ id }) => id === me.id) === true);
    await there.ask('participant:hide', { participantId: me.id, hidden: false });
    expect((await joined).joined?.find(({ id }) => id === me.id)?.slot).not.toBe(slot);
    expect(phone).not.toContain('me:changed');
    for (const socket of [back.wand, other, stage.socket]) socket.disconnect();
  });
});

describe('[O3] a removed participant', () => {
  test('is disconnected on every node and rejected until a moderator readmits them', async () => {
    const stage = await openStage(two);
    const came = frame(stage.socket, (one) => one.joined?.some(({ nickname }) => nickname === 'Wild Toad') === true);
    const { wand, key, me } = await join('Wild Toad');
    const elsewhere = await join('Wild Toad', two, key);
    const slots = ((await came).joined ?? []).flatMap(({ id, slot }) => (id === me.id ? [slot] : []));
    const connected = async (): Promise<readonly string[]> =>
      (await here.ask<ConsoleParticipant[]>('participants:list', {})).flatMap((one) => (one.connected ? [one.id] : []));
    await expect.poll(connected).toEqual([me.id]);
    const shown = frame(stage.socket, (one) => one.results !== undefined);
    await wand.emitWithAck('cast:replay', castMessages().replay);
    await shown; // and before it, that wands of earlier tests have left
    const left = frame(stage.socket, (one) => (one.left?.length ?? 0) > 0);
    const closed = [wand, elsewhere.wand].map((socket) => nextMessage(socket, 'disconnect'));
    expect(await here.ask('participant:remove', { participantId: me.id, forGood: false })).toMatchObject({
      removed: 'sent',
    });
    await Promise.all([...closed, left]);
    expect(await left).toMatchObject({ left: slots, hidden: slots }); // the stage drops the name, wherever it stands
    expect(await connectionFor(key, 'Wild Toad')).toBe('participant-removed');
    expect(await connectionFor(key, 'Wilder Toad', two)).toBe('participant-removed');
    expect(await person(me.id)).toMatchObject({ removed: 'sent', connected: false, casts: 1, nickname: 'Wild Toad' });

    expect(await there.ask('participant:readmit', { participantId: me.id })).toMatchObject({ removed: 'no', casts: 1 });
    expect(await connectionFor(key, 'Wild Toad')).toBe('welcomed');
    stage.socket.disconnect();
  });

  test('may rejoin after a while', async () => {
    const { key, me } = await join('Late Toad');
    await here.ask('participant:remove', { participantId: me.id, forGood: false });
    await one.query(`UPDATE participants SET removed_at = now() - interval '${REMOVAL_MS} ms' WHERE id = $1`, [me.id]);
    const { wand } = await join('Late Toad', one, key);
    expect(await person(me.id)).toMatchObject({ removed: 'no', connected: true });
    wand.disconnect();
  });

  test('may be banned, under any name', async () => {
    const { wand, key, me } = await join('Bad Toad');
    const closed = nextMessage(wand, 'disconnect');
    await here.ask('participant:remove', { participantId: me.id, forGood: true });
    await closed;
    await one.query(`UPDATE participants SET removed_at = now() - interval '1 day' WHERE id = $1`, [me.id]);
    expect(await connectionFor(key, 'Other Toad', two)).toBe('participant-banned');
    expect(await person(me.id, there)).toMatchObject({ removed: 'banned', nickname: 'Bad Toad' });
  });

  test('is in the audit log with the name of the moderator', async () => {
    const { wand, me } = await join('Noted Toad');
    await here.ask('participant:remove', { participantId: me.id, forGood: false });
    await expect
      .poll(async () => (await here.ask<AuditLine[]>('audit:list', { before: null, limit: 5 }))[0])
      .toMatchObject({
        did: 'participant:remove',
        by: here.state.me.name,
        facts: { wizard: 'Noted Toad', forGood: false },
      });
    wand.disconnect();
  });
});

describe('[O2] [O3] the leaderboard', () => {
  test('omits hidden and removed participants, who return with all their points', async () => {
    const { wand, me } = await join('Golden Kite');
    const round = await here.ask<Round>('round:start', { kind: 'free', spell: null, seconds: 60 });
    await one.query(`UPDATE rounds SET starts_at = now() - interval '30 s', ends_at = now() + interval '60 s'`);
    await here.ask('round:extend', { roundId: round.id, seconds: 1 }); // makes the room reload it
    const cast = castMessages(undefined, { startedAt: Date.now() - 5_000, offsetMs: 0 });
    await wand.emitWithAck('cast:replay', cast.replay);
    await one.query(`UPDATE casts SET recognized_id = 'tide', probabilities = '{0.9}' WHERE id = $1`, [cast.castId]);

    const named = async (): Promise<boolean> => {
      const { socket, snapshot } = await openStage(two);
      socket.disconnect();
      return snapshot.board.rows.some(({ id }) => id === me.id);
    };
    const [hide, remove] = [
      { participantId: me.id, hidden: true },
      { participantId: me.id, forGood: true },
    ];
    await here.ask('participant:hide', hide);
    await here.ask('participant:hide', { ...hide, hidden: false });
    const points = 611; // of 1000: the model knows a single spell, and 0.9 yields .611 of the log-odds
    await expect.poll(() => person(me.id)).toMatchObject({ points });
    await expect.poll(named).toBe(true);
    await here.ask('participant:hide', hide);
    await expect.poll(named).toBe(false);
    await here.ask('participant:hide', { ...hide, hidden: false });
    await expect.poll(named).toBe(true);
    await here.ask('participant:remove', remove);
    await expect.poll(named).toBe(false);
    await here.ask('participant:readmit', { participantId: me.id });
    await expect.poll(named).toBe(true);
    await expect.poll(() => person(me.id)).toMatchObject({ points });
    await here.ask('round:undo', { roundId: round.id });
    wand.disconnect();
  });
});

describe('[O4] groves', () => {
  test('are assigned in rotation, even if many join at once', async () => {
    const before = await here.ask<ConsoleParticipant[]>('participants:list', {});
    const participants = await Promise.all(Array.from({ length: 20 }, (_, i) => join(`Crowd ${i}`)));
    const newcomers = (await here.ask<ConsoleParticipant[]>('participants:list', {})).slice(before.length);
    const each = groves.map((grove) => newcomers.filter((participant) => participant.grove === grove).length);
    expect(each).toEqual([5, 5, 5, 5]);
    for (const { wand } of participants) wand.disconnect();
  });
});

describe('the list of participants', () => {
  test('contains casts, taught casts and the last recognized spell', async () => {
    const { wand, me } = await join('Busy Heron');
    expect(await person(me.id)).toEqual({
      ...{ ...me, enteredName: null, flagged: false, connected: true, casts: 0, recognizedShare: null },
      ...{ taught: 0, lastAt: null },
      ...{ roundTripMs: null, points: 0, hidden: false, removed: 'no' },
    });
    await wand.emitWithAck(
      'cast:replay',
      castMessages(undefined, { intent: 'teach', spell: here.state.spells[0]?.id }).replay,
    );
    await wand.emitWithAck('cast:replay', castMessages().replay);
    await wand.emitWithAck('cast:replay', castMessages().replay);
    await one.query(
      `UPDATE casts SET recognized_id = 'tide' WHERE id = (SELECT max(id::text)::uuid FROM casts WHERE participant_id = $1 AND intent = 'cast')`,
      [me.id],
    );
    await one.query(
      `UPDATE casts SET recognized_id = NULL WHERE id = (SELECT min(id::text)::uuid FROM casts WHERE participant_id = $1 AND intent = 'cast')`,
      [me.id],
    );
    wand.emit('clock:report', { offsetMs: 12, roundTripMs: 34 });
    await expect.poll(() => person(me.id)).toMatchObject({ roundTripMs: 34 });
    expect(await person(me.id)).toMatchObject({ casts: 2, recognizedShare: 0.5, taught: 1, last: 'tide' });
    expect(await person(me.id, there)).toMatchObject({ casts: 2, connected: true, roundTripMs: 34 });
    wand.disconnect();
  });

  test('is announced at most every two seconds, on every node', async () => {
    const announcements = { here: 0, there: 0 };
    here.socket.on('participants:changed', () => announcements.here++);
    there.socket.on('participants:changed', () => announcements.there++);
    const { wand } = await join('Restless Jay');
    const began = performance.now();
    for (let i = 0; i < 10; i++) await wand.emitWithAck('cast:replay', castMessages().replay);
    await there.waitForMessage('participants:changed');
    const beats = 1 + Math.ceil((performance.now() - began) / 2_000);
    expect(announcements.here).toBeLessThanOrEqual(beats + 1);
    expect(announcements.there).toBeLessThanOrEqual(beats + 1);
    wand.disconnect();
  });
});

test('[O3] a readmitted participant can join a node that missed the readmission', async () => {
  const { key, me } = await join('Lost Toad');
  await here.ask('participant:remove', { participantId: me.id, forGood: true });
  await one.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wandcast bus'`,
  );
  await there.ask('participant:readmit', { participantId: me.id });
  expect(await connectionFor(key, 'Lost Toad')).toBe('welcomed');
});
