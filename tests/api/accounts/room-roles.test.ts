import type { AuditLine, Book, Invitation, ListedRoom, Me, ModelReport, RoomPage, Team } from '@wandcast/protocol';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  importFile,
  importReached,
  ndjson,
  recorded,
  routesOf,
  upload,
  type Routes,
} from '../../support/cast-files.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';
import { connect, becomeMember, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

/* Two rooms: Bea moderates only the second one. */
let server: TestServer;
let owner: ConsoleClient;
let second: ListedRoom;
let bea = '';
let cai = '';

beforeAll(async () => {
  server = await startTestServer();
  owner = await openConsole(server);
  second = await owner.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
  const there = await openConsole(server, server.owner, second.id);
  const link = await there.ask<string>('member:invite', { role: 'moderator', note: 'for Bea', onlyHere: true });
  const { invitations } = await there.ask<Team>('team:show', {});
  expect(invitations).toMatchObject([{ note: 'for Bea', role: 'moderator', room: 'Second track' }]);
  expect(await granted(link)).toEqual({ role: 'moderator', room: 'Second track', invitedBy: owner.state.me.name });
  there.socket.disconnect();
  bea = await becomeMember(link, 'Bea');
});
afterAll(async () => {
  owner.socket.disconnect();
  await server.remove();
});

async function granted(link: string): Promise<Pick<Invitation, 'role' | 'room' | 'invitedBy'>> {
  const body = JSON.stringify({ token: new URL(link).hash.split('=')[1] });
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(`${server.url}/api/account/invitation`, { method: 'POST', headers, body });
  return (await response.json()) as never;
}

/** The code of the failure with which a console is refused. */
async function refusalOf(token: string, room?: string): Promise<string> {
  const socket = connect(server, '/console', { token, room });
  const error = await nextMessage<Error & { data: { code: string } }>(socket, 'connect_error');
  socket.disconnect();
  return error.data.code;
}

async function statusOf(path: string, method = 'GET'): Promise<number> {
  const headers = { authorization: `Bearer ${bea}`, connection: 'close' };
  const response = await fetch(`${server.url}${path}`, { method, headers });
  await response.body?.cancel();
  return response.status;
}
/** Names in the report of the model in use, which a room of people was held out from. */
async function peopleOfModel(client: ConsoleClient): Promise<string[]> {
  const { people } = await client.ask<ModelReport>('model:inspect', { modelId: client.state.model?.id });
  return people.map(({ nickname }) => nickname);
}
const idOf = async (name: string): Promise<string> =>
  (await owner.ask<Team>('team:show', {})).members.find((member) => member.name === name)?.id ?? '';

describe('a role in one room', () => {
  test('opens that room, also without naming it, and no other one', async () => {
    for (const room of [undefined, second.id]) {
      const { socket, state } = await openConsole(server, bea, room);
      expect([state.room.name, state.me]).toMatchObject(['Second track', { name: 'Bea', role: 'moderator' }]);
      socket.disconnect();
    }
    expect(await refusalOf(bea, owner.state.room.id)).toBe('forbidden');
    expect(await refusalOf(bea, '00000000-0000-4000-8000-000000000000')).toBe('forbidden');
  });

  test('allows what a moderator may do there, and lists that room only', async () => {
    const client = await openConsole(server, bea, second.id);
    expect(await client.refusal('room:lock', { locked: false })).toBe('answered');
    const page = { after: null, limit: 50 };
    const listed = await client.ask<RoomPage>('room:list', { ...page, archived: false });
    expect([listed.total, listed.rooms.map(({ name }) => name)]).toEqual([1, ['Second track']]);
    const { id } = await owner.ask<ListedRoom>('room:create', { name: 'Past track', from: null });
    await owner.ask('room:archive', { roomId: id });
    const archived = { ...page, archived: true };
    expect((await owner.ask<RoomPage>('room:list', archived)).total).toBe(1);
    expect((await client.ask<RoomPage>('room:list', archived)).total).toBe(0);
    for (const [message, value] of [
      ['room:create', { name: 'Third', from: null }],
      ['room:rename', { roomId: second.id, name: 'Mine' }],
      ['member:assign', { memberId: client.state.me.id, role: 'viewer' }],
      ['audit:list', { before: null, limit: 10 }],
    ] as const)
      expect([message, await client.refusal(message, value)]).toEqual([message, 'forbidden']);
    client.socket.disconnect();
  });

  test('does not allow to change what another room uses', async () => {
    const client = await openConsole(server, bea, second.id);
    const { books, spells } = client.state;
    const spellId = spells[0]?.id;
    const modelId = client.state.model?.id ?? '';
    expect([books.current, modelId]).toEqual([owner.state.books.current, owner.state.model?.id]);
    const own = await client.ask<Book>('book:create', { name: 'Of the second track', from: books.current });
    for (const [message, value] of [
      ['spell:remove', { spellId }],
      ['spell:rename', { bookId: books.current, spellId, name: 'Renamed' }],
      ['spells:import', { spells: [{ name: 'Extra', hue: 'veil', glyph: 'M10 10 L90 90' }] }],
      ['book:rename', { bookId: books.current, name: 'Renamed' }],
      ['model:threshold', { modelId, threshold: 0.99 }],
      ['model:note', { modelId, note: 'Mine' }],
    ] as const)
      expect([message, await client.refusal(message, value)]).toEqual([message, 'used-elsewhere']);
    await client.ask('spell:rename', { bookId: own.id, spellId, name: 'Renamed' }); // no other room uses this one
    await client.ask('book:open', { bookId: own.id });
    await client.ask('spell:rename', { spellId, name: 'Renamed again' });
    await client.ask('book:open', { bookId: books.current });
    await owner.ask('model:note', { modelId, note: '' }); // with a role in every room
    client.socket.disconnect();
  });

  test('does not allow to add spells to what another room uses by an import', async () => {
    const base = routesOf({ url: server.url, owner: bea });
    const there = (address: string): string => address.replace('/api/', `/api/rooms/${second.id}/`);
    const routes: Routes = {
      get: (address) => base.get(there(address)),
      post: (address, body) => base.post(there(address), body),
      put: (address, body) => base.put(there(address), body),
    };
    const client = await openConsole(server, bea, second.id);
    const known = client.state.spells[0]?.name ?? '';
    const { id } = await upload(routes, Buffer.from(ndjson(recorded('M10 50 L90 50', 'Rune of Bea', 1, 2, 1))));
    await importReached(client, routes, id, 'checked');
    const importId = id;
    expect(await client.refusal('import:store', { importId, skipBad: false })).toBe('used-elsewhere');
    await client.ask('import:cancel', { importId });
    await importFile(client, routes, ndjson(recorded('M10 50 L90 50', known, 1, 2, 1)));
    expect((await openConsole(server)).state.spells.map(({ name }) => name)).not.toContain('Rune of Bea');
    client.socket.disconnect();
  });

  test('shows no names of people of another room', async () => {
    const stored = await castAll(server, casts('M10 50 L90 50', 1, 2, 1));
    const judged = stored.map(({ castId }) => ({ castId, meant: 0, recognized: 1, confidence: 0.5 }));
    const report = JSON.stringify({ judged, copies: null, negatives: [], curve: [] });
    await server.query('UPDATE models SET report = $1', [report]);
    expect(await peopleOfModel(owner)).toEqual(['Quiet Otter 1']);
    const client = await openConsole(server, bea, second.id);
    expect(await peopleOfModel(client)).toEqual([]);
    client.socket.disconnect();
  });

  test('allows the routes of that room, and none of another one', async () => {
    const paths = ['casts.csv', 'results.csv', 'casts/overview'];
    for (const path of paths) {
      expect([path, await statusOf(`/api/rooms/${second.id.toUpperCase()}/${path}`)]).toEqual([path, 200]);
      expect([path, await statusOf(`/api/rooms/${owner.state.room.id}/${path}`)]).toEqual([path, 403]);
      expect([path, await statusOf(`/api/${path}`)]).toEqual([path, 403]); // the main room
    }
    expect(await statusOf(`/api/rooms/${second.id}/evenings`, 'POST')).toBe(403); // only owners may
  });

  test('shows its member those who may act there, and owners everyone', async () => {
    const elsewhere = await owner.ask<string>('member:invite', { role: 'viewer', note: '', onlyHere: true });
    cai = await becomeMember(elsewhere, 'Cai');
    const client = await openConsole(server, bea);
    const seen = await client.ask<Team>('team:show', {});
    expect(seen.members.map(({ name, role, roomRole }) => [name, role, roomRole])).toEqual([
      [owner.state.me.name, 'owner', null],
      ['Bea', null, 'moderator'],
    ]);
    const all = await owner.ask<Team>('team:show', {});
    expect(all.members.map(({ name, roomRole }) => [name, roomRole])).toEqual([
      [owner.state.me.name, null],
      ['Bea', null],
      ['Cai', 'viewer'],
    ]);
    client.socket.disconnect();
  });

  test('counts together with the role in every room, whichever is higher, at once', async () => {
    const memberId = await idOf('Bea');
    const client = await openConsole(server, bea, second.id);
    const changed = (role: string): Promise<Me> => client.waitForMessage('me:changed', (me) => me.role === role);
    const asOwner = changed('owner');
    await owner.ask('member:change', { memberId, role: 'owner' });
    await asOwner;
    const asModerator = changed('moderator');
    await owner.ask('member:change', { memberId, role: 'viewer' });
    await asModerator;
    const main = await openConsole(server, bea);
    expect([main.state.room.id, main.state.me.role]).toEqual([owner.state.room.id, 'viewer']);
    const closed = new Promise((resolve) => main.socket.once('disconnect', resolve));
    await owner.ask('member:change', { memberId, role: null });
    await closed;
    expect(await client.refusal('room:lock', { locked: false })).toBe('answered');
    for (const { socket } of [client, main]) socket.disconnect();
  });

  test('ends at once when it is withdrawn, and a member without roles may only manage their account', async () => {
    const memberId = await idOf('Cai');
    await owner.ask('member:assign', { memberId, role: 'moderator' });
    const newest = async () => (await owner.ask<AuditLine[]>('audit:list', { before: null, limit: 1 }))[0];
    await expect.poll(newest).toMatchObject({ did: 'member:assign', facts: { member: 'Cai', role: 'moderator' } });
    const there = await openConsole(server, server.owner, second.id);
    const client = await openConsole(server, bea, second.id);
    const closed = new Promise((resolve) => client.socket.once('disconnect', resolve));
    await there.ask('member:assign', { memberId: await idOf('Bea'), role: null });
    await closed;
    expect(await refusalOf(bea)).toBe('forbidden');
    expect(await statusOf(`/api/rooms/${second.id}/casts.csv`)).toBe(403);
    expect(await statusOf('/api/account/session', 'DELETE')).toBe(204);
    for (const { socket } of [there, client]) socket.disconnect();
  });

  test('that was withdrawn while its room was being opened does not get in', async () => {
    const cold = await owner.ask<ListedRoom>('room:create', { name: 'Cold track', from: null });
    const memberId = await idOf('Cai');
    await server.query('INSERT INTO room_roles (member_id, room_id, role) VALUES ($1, $2, $3)', [
      ...[memberId, cold.id, 'moderator'],
    ]);
    const holding = new pg.Client({ connectionString: server.databaseUrl });
    await holding.connect();
    await holding.query('BEGIN');
    await holding.query('LOCK TABLE steps IN ACCESS EXCLUSIVE MODE'); // which every room reads when it opens
    const socket = connect(server, '/console', { token: cai, room: cold.id });
    const closed = nextMessage(socket, 'disconnect');
    const isWaiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'steps'::regclass`;
    await expect.poll(async () => (await server.query<{ n: number }>(isWaiting))[0]?.n).toBeGreaterThan(0);
    await server.query('DELETE FROM room_roles WHERE member_id = $1', [memberId]);
    await owner.ask('member:change', { memberId, role: null }); // any change of the team
    await holding.query('COMMIT');
    await holding.end();
    await closed;
    socket.disconnect();
  });

  test('ends with its member, and owners cannot be limited to one room', async () => {
    const memberId = await idOf('Cai');
    expect(await owner.refusal('member:invite', { role: 'owner', note: '', onlyHere: true })).toBe('invalid-message');
    expect(await owner.refusal('member:assign', { memberId, role: 'owner' })).toBe('invalid-message');
    await owner.ask('member:remove', { memberId });
    expect(await owner.refusal('member:assign', { memberId, role: 'viewer' })).toBe('member-unknown');
    expect(await server.query('SELECT * FROM room_roles')).toEqual([]);
  });
});
