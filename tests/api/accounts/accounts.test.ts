import type { AuditLine, Invitation, Me, Team } from '@wandcast/protocol';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../../apps/api/src/server.js';
import { PASSWORD, becomeMember, connect, connectionResult, sessionIn } from '../../support/test-server.js';
import { openConsole, openRoom } from '../../support/console-client.js';

const room = openRoom();

const post = (address: string, body: object, headers: object = {}): Promise<Response> =>
  fetch(`${room.server.url}/api/account/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;
const signIn = (name: string, password = PASSWORD): Promise<Response> => post('session', { name, password });
const asWhom = async (token: string, headers: object = {}): Promise<number> =>
  (
    await fetch(`${room.server.url}/api/account/sessions`, {
      method: 'DELETE',
      headers: { ...cookie(token), ...headers },
    })
  ).status;
const cookie = (token: string): object => ({ cookie: `other=1; wandcast=${token}` });
const invited = async (role: string, name: string): Promise<string> =>
  becomeMember(await room.client.ask<string>('member:invite', { role, note: name }), name);
const team = (): Promise<Team> => room.client.ask<Team>('team:show', {});
const idOf = async (name: string): Promise<string> =>
  (await team()).members.find((member) => member.name === name)?.id ?? '';

/** Another node on the same database. */
const startNode = (): Promise<RunningServer> => {
  const { databaseUrl, folder: dataFolder } = room.server;
  const place = { port: 0, host: '127.0.0.1', dataFolder, databaseUrl, publicUrl: undefined } as const;
  const common = { trustProxy: 'loopback', newOwner: true, engine: 'auto', roundLead: 5 } as const;
  const options = { ...place, ...common, tls: { kind: 'none' } } as const;
  return startServer(options, pino({ level: 'silent' }));
};

describe('the owner’s link', () => {
  test('makes one owner, once', async () => {
    const again = becomeMember(room.server.setUpLink ?? '', 'Mallory');
    await expect(again).rejects.toThrow('invitation-unknown');
    expect(room.client.state.me).toMatchObject({ role: 'owner', name: expect.stringMatching(/^Ada/) as string });
  });

  test('of two people who follow it at once lets one in', async () => {
    const node = await startNode();
    const outcomes = await Promise.allSettled(
      ['First', 'Second'].map((name) => becomeMember(node.setUpLink ?? '', name)),
    );
    await node.stop();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('signing in', () => {
  test('gives a cookie that no script reads and no other site sends, and tells a browser who it is', async () => {
    const response = await signIn(room.client.state.me.name.toUpperCase());
    expect(response.status).toBe(201);
    const [set = ''] = response.headers.getSetCookie();
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    const read = await fetch(`${room.server.url}/api/account`, { headers: cookie(sessionIn(response)) as HeadersInit });
    expect(await read.json()).toEqual({ me: room.client.state.me, isNew: false });
    expect(await (await fetch(`${room.server.url}/api/account`)).json()).toEqual({ me: null, isNew: false });
  });

  test('with a wrong name or password is refused in the same words, and after eight tries for a while', async () => {
    await invited('viewer', 'Often Guessed');
    const codes = [
      await codeOf(await signIn('Nobody Here', 'guess')),
      await codeOf(await signIn('Often Guessed', 'x')),
    ];
    expect(codes).toEqual(['sign-in-wrong', 'sign-in-wrong']);
    await Promise.all(Array.from({ length: 7 }, (_, i) => signIn('Often Guessed', `guess ${i}`))); // at once: one is forgiven a minute
    const [limited, right] = [await signIn('Often Guessed', 'guess'), await signIn('Often Guessed')];
    expect([limited.status, await codeOf(limited), right.status]).toEqual([429, 'too-many-tries', 429]);
    expect((await signIn(room.client.state.me.name)).status).toBe(201); // others are not kept out by it
  });

  test('[A2] counts attempts on all nodes together', async () => {
    await invited('viewer', 'Guessed Everywhere');
    const node = await startNode();
    const guess = { name: 'Guessed Everywhere', password: 'guess' };
    const here = await Promise.all(Array.from({ length: 8 }, () => post('session', guess)));
    const headers = { 'content-type': 'application/json' };
    const there = await fetch(`${node.url}/api/account/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify(guess),
    });
    await node.stop();
    expect(here.map(({ status }) => status)).toEqual(Array(8).fill(401));
    expect([there.status, await codeOf(there)]).toEqual([429, 'too-many-tries']);
  });

  test('stores neither passwords nor tokens', async () => {
    const token = sessionIn(await signIn(room.client.state.me.name));
    const rows = await room.server.query(
      'SELECT m::text AS text FROM members m UNION ALL SELECT s::text FROM sessions s',
    );
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('a cookie on a request that another site made is worth nothing', async () => {
    const token = await invited('viewer', 'Victim');
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://evil.example' }])
      expect(await asWhom(token, headers)).toBe(401);
    expect(await asWhom(token, { origin: room.server.url, 'sec-fetch-site': 'same-origin' })).toBe(204);
  });
});

describe('an invitation', () => {
  test('makes one member of its role, once, and can be withdrawn', async () => {
    const link = await room.client.ask<string>('member:invite', { role: 'moderator', note: 'for Bea' });
    const token = link.split('=')[1] ?? '';
    expect(await (await post('invitation', { token })).json()).toEqual({
      role: 'moderator',
      invitedBy: room.client.state.me.name,
    });
    await becomeMember(link, 'Bea');
    await expect(becomeMember(link, 'Eve')).rejects.toThrow('invitation-unknown');
    expect((await team()).members.find(({ name }) => name === 'Bea')).toMatchObject({ role: 'moderator' });

    const other = await room.client.ask<string>('member:invite', { role: 'owner', note: '' });
    const [open] = (await team()).invitations as [Invitation];
    await room.client.ask('invitation:withdraw', { invitationId: open.id });
    await expect(becomeMember(other, 'Eve')).rejects.toThrow('invitation-unknown');
  });

  test('gives no name away twice, and no short password', async () => {
    await invited('viewer', 'Only One');
    const link = await room.client.ask<string>('member:invite', { role: 'viewer', note: '' });
    await expect(becomeMember(link, 'ONLY ONE')).rejects.toThrow('member-exists');
    const short = await post('join', { token: link.split('=')[1], name: 'Short', password: '123456789' });
    expect([short.status, await codeOf(short)]).toEqual([400, 'invalid-message']);
    await becomeMember(link, 'Another'); // refusals did not use it up
  });
});

describe('someone who', () => {
  test('signs out everywhere is out at once, on every console', async () => {
    const token = await invited('moderator', 'Cleo');
    const second = sessionIn(await signIn('Cleo'));
    const open = await openConsole(room.server, second);
    const gone = new Promise((resolve) => open.socket.once('disconnect', resolve));
    expect(await asWhom(token)).toBe(204);
    await gone;
    expect(await connectionResult(connect(room.server, '/console', { token: second }), 'console:welcomed')).toBe(
      'unauthorized',
    );
    expect(await asWhom(second)).toBe(401);
  });

  test('gets another role may do what it allows from that moment', async () => {
    const theirs = await openConsole(room.server, await invited('viewer', 'Dora'));
    expect(await theirs.refusal('room:lock', { locked: true })).toBe('forbidden');
    const changed = theirs.waitForMessage('me:changed', ({ role }) => role === 'moderator');
    await room.client.ask('member:change', { memberId: await idOf('Dora'), role: 'moderator' });
    await changed;
    expect(await theirs.refusal('room:lock', { locked: false })).toBe('answered');
    theirs.socket.disconnect();
  });

  test('is taken out of the team is out, and their name is free', async () => {
    const theirs = await openConsole(room.server, await invited('moderator', 'Eli'));
    const gone = new Promise((resolve) => theirs.socket.once('disconnect', resolve));
    await room.client.ask('member:remove', { memberId: await idOf('Eli') });
    await gone;
    expect(await codeOf(await signIn('Eli'))).toBe('sign-in-wrong');
    await invited('viewer', 'Eli');
  });

  test('changes their password stays here alone, and the old one is worth nothing', async () => {
    const token = await invited('viewer', 'Finn');
    const other = sessionIn(await signIn('Finn'));
    const next = 'battery staple horse';
    expect((await post('password', { current: 'wrong', next }, cookie(token))).status).toBe(401);
    expect((await post('password', { current: PASSWORD, next }, cookie(token))).status).toBe(204);
    expect(await codeOf(await signIn('Finn'))).toBe('sign-in-wrong');
    expect((await signIn('Finn', next)).status).toBe(201);
    expect([await asWhom(other), await asWhom(token)]).toEqual([401, 204]);
  });

  test('is the last owner stays one', async () => {
    const me: Me = room.client.state.me;
    for (const { id, role } of (await team()).members)
      if (role === 'owner' && id !== me.id) await room.client.ask('member:remove', { memberId: id });
    expect(await room.client.refusal('member:change', { memberId: me.id, role: 'viewer' })).toBe('last-owner');
    expect(await room.client.refusal('member:remove', { memberId: me.id })).toBe('last-owner');
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await room.client.refusal('member:remove', { memberId: nobody })).toBe('member-unknown');
  });
});

test('a key opens what its maker may open, until it is ended', async () => {
  const key = await room.client.ask<string>('key:make', { about: 'replay' });
  const models = (): Promise<Response> =>
    fetch(`${room.server.url}/api/models`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
  expect((await models()).status).toBe(422); // let in, and no model
  const made = (await team()).sessions.find(({ about }) => about === 'replay');
  expect(made).toMatchObject({ kind: 'key', isThis: false });
  await room.client.ask('session:end', { sessionId: made?.id ?? '' });
  expect((await models()).status).toBe(401);
});

test('what was done is told to owners alone, newest first, without secrets', async () => {
  await room.client.ask('stage:show', { view: 'live' });
  const list = () => room.client.ask<AuditLine[]>('audit:list', { before: null, limit: 200 });
  const newest = { by: room.client.state.me.name, did: 'stage:show', detail: 'view: live' };
  await expect.poll(async () => (await list())[0]).toMatchObject(newest); // written beside the answer
  const lines = await list();
  const done = new Set(lines.map(({ did }) => did));
  for (const deed of [
    'member:joined',
    'session:opened',
    'member:invite',
    'member:remove',
    'key:make',
    'password:changed',
  ])
    expect(done).toContain(deed);
  expect(JSON.stringify(lines)).not.toContain(PASSWORD);
  const older = await room.client.ask<AuditLine[]>('audit:list', { before: lines[0]?.id, limit: 1 });
  expect(older).toEqual([lines[1]]);
});
