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
const signOutEverywhere = async (token: string, headers: object = {}): Promise<number> =>
  (
    await fetch(`${room.server.url}/api/account/sessions`, {
      method: 'DELETE',
      headers: { ...cookie(token), ...headers },
    })
  ).status;
/** Those that are sessions of somebody. */
const openSessions = async (tokens: readonly string[]): Promise<string[]> => {
  const read = (token: string) => fetch(`${room.server.url}/api/account`, { headers: cookie(token) as HeadersInit });
  const accounts = await Promise.all(
    tokens.map(async (token) => (await (await read(token)).json()) as { me: unknown }),
  );
  return tokens.filter((_, i) => accounts[i]?.me !== null);
};
const cookie = (token: string): object => ({ cookie: `other=1; wandcast=${token}` });
const invited = async (role: string, name: string): Promise<string> =>
  becomeMember(await room.client.ask<string>('member:invite', { role, note: name }), name);
const team = (): Promise<Team> => room.client.ask<Team>('team:show', {});
const idOf = async (name: string): Promise<string> =>
  (await team()).members.find((member) => member.name === name)?.id ?? '';

/** Starts another node on the same database. */
const startNode = (): Promise<RunningServer> => {
  const { databaseUrl, folder: dataFolder } = room.server;
  const place = { port: 0, host: '127.0.0.1', dataFolder, databaseUrl, publicUrl: undefined } as const;
  const common = { trustProxy: 'loopback', newOwner: true, engine: 'auto', roundLead: 5 } as const;
  const options = { ...place, ...common, tls: { kind: 'none' } } as const;
  return startServer(options, pino({ level: 'silent' }));
};

describe('the owner’s link', () => {
  test('creates one owner, once', async () => {
    const again = becomeMember(room.server.setUpLink ?? '', 'Mallory');
    await expect(again).rejects.toThrow('invitation-unknown');
    expect(room.client.state.me).toMatchObject({ role: 'owner', name: expect.stringMatching(/^Ada/) as string });
  });

  test('creates one owner if two people use it at once', async () => {
    const node = await startNode();
    const outcomes = await Promise.allSettled(
      ['First', 'Second'].map((name) => becomeMember(node.setUpLink ?? '', name)),
    );
    await node.stop();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('signing in', () => {
  test('sets an HTTP-only, same-site cookie that identifies the member', async () => {
    const response = await signIn(room.client.state.me.name.toUpperCase());
    expect(response.status).toBe(201);
    const [set = ''] = response.headers.getSetCookie();
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    const read = await fetch(`${room.server.url}/api/account`, { headers: cookie(sessionIn(response)) as HeadersInit });
    expect(await read.json()).toEqual({ me: room.client.state.me, isNew: false });
    expect(await (await fetch(`${room.server.url}/api/account`)).json()).toEqual({ me: null, isNew: false });
  });

  test('with a wrong name or password is rejected equally, and is blocked after eight attempts', async () => {
    await invited('viewer', 'Often Guessed');
    const codes = [
      await codeOf(await signIn('Nobody Here', 'guess')),
      await codeOf(await signIn('Often Guessed', 'x')),
    ];
    expect(codes).toEqual(['sign-in-wrong', 'sign-in-wrong']);
    // Concurrently, because an attempt is refilled each minute.
    await Promise.all(Array.from({ length: 7 }, (_, i) => signIn('Often Guessed', `guess ${i}`)));
    const [limited, right] = [await signIn('Often Guessed', 'guess'), await signIn('Often Guessed')];
    expect([limited.status, await codeOf(limited), right.status]).toEqual([429, 'too-many-tries', 429]);
    expect((await signIn(room.client.state.me.name)).status).toBe(201); // others are not blocked
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

  test('ignores the cookie on cross-site requests', async () => {
    const token = await invited('viewer', 'Victim');
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://evil.example' }])
      expect(await signOutEverywhere(token, headers)).toBe(401);
    expect(await signOutEverywhere(token, { origin: room.server.url, 'sec-fetch-site': 'same-origin' })).toBe(204);
  });
});

describe('an invitation', () => {
  test('creates one member with its role, once, and can be withdrawn', async () => {
    const link = await room.client.ask<string>('member:invite', { role: 'moderator', note: 'for Bea' });
    const token = link.split('=')[1] ?? '';
    expect(await (await post('invitation', { token })).json()).toEqual({
      role: 'moderator',
      room: null,
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

  test('[A7] rejects taken, blank and too long names, and does not cut them', async () => {
    await invited('viewer', 'Only One');
    const link = await room.client.ask<string>('member:invite', { role: 'viewer', note: '' });
    await expect(becomeMember(link, 'ONLY ONE')).rejects.toThrow('member-exists');
    await expect(becomeMember(link, 'x'.repeat(25))).rejects.toThrow('name-too-long');
    await expect(becomeMember(link, ' \u200b ')).rejects.toThrow('name-blank');
    await becomeMember(link, 'Another'); // rejections did not use it up
  });

  test.each([
    ['123456789', 'password-short'],
    [' '.repeat(10), 'password-blank'],
    ['  Weakly Known ', 'password-is-name'],
    ['Password123', 'password-common'],
    ['aaaaaaaaaaaa', 'password-common'],
  ])('[A8] rejects the password “%s”', async (password, code) => {
    const link = await room.client.ask<string>('member:invite', { role: 'viewer', note: '' });
    const refused = await post('join', { token: link.split('=')[1], name: 'Weakly Known', password });
    expect(await codeOf(refused)).toBe(code);
    expect(await codeOf(await signIn('Weakly Known', password))).toBe('sign-in-wrong');
  });
});

describe('a member who', () => {
  test('signs out everywhere is disconnected at once, on every console', async () => {
    const token = await invited('moderator', 'Cleo');
    const second = sessionIn(await signIn('Cleo'));
    const open = await openConsole(room.server, second);
    const gone = new Promise((resolve) => open.socket.once('disconnect', resolve));
    expect(await signOutEverywhere(token)).toBe(204);
    await gone;
    expect(await connectionResult(connect(room.server, '/console', { token: second }), 'console:welcomed')).toBe(
      'unauthorized',
    );
    expect(await signOutEverywhere(second)).toBe(401);
  });

  test('gets another role has its rights at once', async () => {
    const memberConsole = await openConsole(room.server, await invited('viewer', 'Dora'));
    expect(await memberConsole.refusal('room:lock', { locked: true })).toBe('forbidden');
    const changed = memberConsole.waitForMessage('me:changed', ({ role }) => role === 'moderator');
    await room.client.ask('member:change', { memberId: await idOf('Dora'), role: 'moderator' });
    await changed;
    expect(await memberConsole.refusal('room:lock', { locked: false })).toBe('answered');
    memberConsole.socket.disconnect();
  });

  test('is removed is disconnected, and their name is free', async () => {
    const memberConsole = await openConsole(room.server, await invited('moderator', 'Eli'));
    const gone = new Promise((resolve) => memberConsole.socket.once('disconnect', resolve));
    await room.client.ask('member:remove', { memberId: await idOf('Eli') });
    await gone;
    expect(await codeOf(await signIn('Eli'))).toBe('sign-in-wrong');
    await invited('viewer', 'Eli');
  });

  test('is removed while they sign in again and again gets no session', async () => {
    await invited('owner', 'Back Again');
    const memberId = await idOf('Back Again');
    const tries = Array.from({ length: 6 }, () => signIn('Back Again')); // checking a password takes its time
    await room.client.ask('member:remove', { memberId });
    const sessions = (await Promise.all(tries)).map(sessionIn).filter((token) => token !== '');
    expect(await openSessions(sessions)).toEqual([]);
    expect(await room.server.query('SELECT role FROM members WHERE id = $1', [memberId])).toEqual([{ role: null }]);
    expect(await room.server.query('SELECT id FROM sessions WHERE member_id = $1', [memberId])).toEqual([]);
  });

  test('is removed before an invitation of theirs was written invites nobody', async () => {
    const client = await openConsole(room.server, await invited('owner', 'Last Word'));
    const link = await client.ask<string>('member:invite', { role: 'owner', note: 'a friend' });
    const [invitation] = await room.server.query<{ token_hash: Buffer; expires_at: Date }>(
      `SELECT token_hash, expires_at FROM invitations WHERE note = 'a friend'`,
    );
    const memberId = await idOf('Last Word');
    await room.client.ask('member:remove', { memberId });
    await room.server.query(
      `INSERT INTO invitations (token_hash, role, note, invited_by, expires_at) VALUES ($1, 'owner', 'late', $2, $3)`,
      [invitation?.token_hash, memberId, invitation?.expires_at],
    );
    await expect(becomeMember(link, 'Friend')).rejects.toThrow('invitation-unknown');
    expect((await team()).invitations.map(({ note }) => note)).not.toContain('late');
    client.socket.disconnect();
  });

  test('is no owner any more invites nobody', async () => {
    const client = await openConsole(room.server, await invited('owner', 'Former Owner'));
    const link = await client.ask<string>('member:invite', { role: 'owner', note: 'for later' });
    await room.client.ask('member:change', { memberId: await idOf('Former Owner'), role: 'viewer' });
    await expect(becomeMember(link, 'Friend')).rejects.toThrow('invitation-unknown');
    expect((await team()).invitations.map(({ note }) => note)).not.toContain('for later');
    client.socket.disconnect();
  });

  test('changes their password ends what others began with the old one', async () => {
    const token = await invited('viewer', 'Fay');
    const tries = Array.from({ length: 6 }, () => signIn('Fay'));
    const other = sessionIn(await signIn('Fay'));
    const changes = [token, other].map((own, i) =>
      post('password', { current: PASSWORD, next: `battery staple ${i}` }, cookie(own)),
    );
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1); // the second one knew a password that was gone
    const kept = statuses.indexOf(204);
    const sessions = (await Promise.all(tries)).map(sessionIn).filter((one) => one !== '');
    expect(await openSessions([...sessions, token, other])).toEqual([[token, other][kept]]);
    expect((await signIn('Fay', `battery staple ${kept}`)).status).toBe(201);
  });

  test('changes their password keeps only this session, and the old password is rejected', async () => {
    const token = await invited('viewer', 'Finn');
    const other = sessionIn(await signIn('Finn'));
    const next = 'battery staple horse';
    expect((await post('password', { current: 'wrong', next }, cookie(token))).status).toBe(401);
    const weak = await post('password', { current: PASSWORD, next: 'FINN'.padEnd(10) }, cookie(token));
    expect(await codeOf(weak)).toBe('password-short');
    expect((await post('password', { current: PASSWORD, next }, cookie(token))).status).toBe(204);
    expect(await codeOf(await signIn('Finn'))).toBe('sign-in-wrong');
    expect((await signIn('Finn', next)).status).toBe(201);
    expect([await signOutEverywhere(other), await signOutEverywhere(token)]).toEqual([401, 204]);
  });

  test('[A7] changes their own name is seen by everyone at once, and signs in with it', async () => {
    const client = await openConsole(room.server, await invited('viewer', 'Gina'));
    await invited('viewer', 'Hal');
    const seen = room.client.waitForMessage('team:changed');
    const told = client.waitForMessage('me:changed', ({ name }) => name === 'Gina G.');
    expect(await client.ask<Me>('member:rename', { name: '  Gina   G. ' })).toMatchObject({ name: 'Gina G.' });
    await Promise.all([seen, told]);
    expect(await idOf('Gina G.')).not.toBe('');
    for (const [name, code] of [
      ['HAL', 'member-exists'],
      ['GINA G.', 'answered'], // their own name in another case
      ['…', 'name-blank'],
      ['x'.repeat(25), 'name-too-long'],
    ] as const)
      expect([name, await client.refusal('member:rename', { name })]).toEqual([name, code]);
    expect([(await signIn('Gina')).status, (await signIn('gina g.')).status]).toEqual([401, 201]);
    client.socket.disconnect();
  });

  test('signs in is shown as present without a reload', async () => {
    await invited('viewer', 'Ivy');
    const seenAt = async (): Promise<number | null | undefined> =>
      (await team()).members.find(({ name }) => name === 'Ivy')?.seenAt;
    await room.server.query(`DELETE FROM sessions USING members m WHERE m.id = member_id AND m.name = 'Ivy'`);
    await expect.poll(seenAt).toBeNull();
    const seen = room.client.waitForMessage('team:changed');
    await signIn('Ivy');
    await seen;
    await expect.poll(seenAt).toEqual(expect.any(Number));
  });

  test('is the last owner cannot be removed or demoted', async () => {
    const me: Me = room.client.state.me;
    for (const { id, role } of (await team()).members)
      if (role === 'owner' && id !== me.id) await room.client.ask('member:remove', { memberId: id });
    expect(await room.client.refusal('member:change', { memberId: me.id, role: 'viewer' })).toBe('last-owner');
    expect(await room.client.refusal('member:remove', { memberId: me.id })).toBe('last-owner');
    const unknownId = '00000000-0000-4000-8000-000000000000';
    expect(await room.client.refusal('member:remove', { memberId: unknownId })).toBe('member-unknown');
  });
});

test('a key has its creator’s role until it is ended', async () => {
  const key = await room.client.ask<string>('key:make', { about: 'replay' });
  const models = (): Promise<Response> =>
    fetch(`${room.server.url}/api/models`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
  expect((await models()).status).toBe(422); // authorized, but the body is no model
  const made = (await team()).sessions.find(({ about }) => about === 'replay');
  expect(made).toMatchObject({ kind: 'key', isThis: false });
  await room.client.ask('session:end', { sessionId: made?.id ?? '' });
  expect((await models()).status).toBe(401);
});

test('the audit log lists actions, newest first, without secrets', async () => {
  await room.client.ask('stage:show', { view: 'live' });
  const list = () => room.client.ask<AuditLine[]>('audit:list', { before: null, limit: 200 });
  const newest = { by: room.client.state.me.name, did: 'stage:show', detail: 'view: live', facts: { view: 'live' } };
  await expect.poll(async () => (await list())[0]).toMatchObject(newest); // written asynchronously
  const lines = await list();
  const done = new Set(lines.map(({ did }) => did));
  for (const action of [
    'member:joined',
    'session:opened',
    'member:invite',
    'member:remove',
    'key:make',
    'password:changed',
  ])
    expect(done).toContain(action);
  expect(JSON.stringify(lines)).not.toContain(PASSWORD);
  const older = await room.client.ask<AuditLine[]>('audit:list', { before: lines[0]?.id, limit: 1 });
  expect(older).toEqual([lines[1]]);
});

test('the audit log keeps the names of what was changed or removed', async () => {
  const { client } = room;
  const lines = async (did: string): Promise<AuditLine[]> =>
    (await client.ask<AuditLine[]>('audit:list', { before: null, limit: 50 })).filter((line) => line.did === did);
  await invited('viewer', 'Short Stay');
  const memberId = await idOf('Short Stay');
  await client.ask('member:change', { memberId, role: 'moderator' });
  await client.ask('member:remove', { memberId });
  await client.ask('member:invite', { role: 'viewer', note: 'Kit' });
  const invitationId = (await team()).invitations.find(({ note }) => note === 'Kit')?.id;
  await client.ask('invitation:withdraw', { invitationId });
  const spell = await client.ask<{ id: string }>('spell:create', { name: 'Old Name', hue: 'tide', glyph: null });
  await client.ask('spell:rename', { spellId: spell.id, name: 'New Name' });
  await client.ask('spell:remove', { spellId: spell.id });
  await expect.poll(async () => (await lines('spell:remove'))[0]?.facts).toEqual({ spell: 'New Name' });
  expect((await lines('spell:rename'))[0]?.facts).toEqual({ spell: 'Old Name', name: 'New Name' });
  expect((await lines('member:change'))[0]?.facts).toEqual({ member: 'Short Stay', role: 'moderator' });
  expect((await lines('member:remove'))[0]?.facts).toEqual({ member: 'Short Stay' });
  expect((await lines('invitation:withdraw'))[0]?.facts).toEqual({ note: 'Kit' });
  expect((await lines('member:rename'))[0]).toMatchObject({ by: 'Gina G.', facts: { name: 'GINA G.' } });
});
