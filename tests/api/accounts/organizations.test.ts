import type { AuditLine, Book, Books, ListedOrganization, ListedRoom, RoomPage, Team } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST_ORGANIZATION } from '../../../apps/api/src/accounts/members/organization.js';
import { namespaces } from '../../../apps/tools/src/fuzz/oracle/permissions.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { NOBODY, declaredRoutes } from '../../support/room/declared-routes.js';
import { idFields, messageNaming } from '../../support/room/named-ids.js';
import { playEvening, type PlayedEvening } from '../../support/room/played-evening.js';
import { becomeMember, connect, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

/* Two organizations of one server, with an owner each. */
let server: TestServer;
let first: ConsoleClient;
let other: ConsoleClient;
let otherToken = '';
let evening: PlayedEvening;
let organization: ListedOrganization;

beforeAll(async () => {
  server = await startTestServer();
  first = await openConsole(server);
  organization = await first.ask<ListedOrganization>('organization:create', { name: 'Second school' });
  const link = await first.ask<string>('organization:invite', { organizationId: organization.id, note: 'for Olu' });
  otherToken = await becomeMember(link, 'Olu');
  other = await openConsole(server, otherToken);
  evening = await playEvening(server, first);
});
afterAll(async () => {
  for (const { socket } of [first, other, evening.owner.wand, evening.intruder]) socket.disconnect();
  await server.remove();
});

describe('an organization', () => {
  test('begins with a room, a spellbook and the invited owner', async () => {
    expect(organization).toMatchObject({ name: 'Second school', rooms: 1, members: 0 });
    expect(other.state.room.name).toBe('Second school');
    expect(other.state.me.role).toBe('owner');
    const { rooms, total } = await other.ask<RoomPage>('room:list', { archived: false, after: null, limit: 50 });
    expect([rooms.map(({ name }) => name), total]).toEqual([['Second school'], 1]);
    const [book, ...books] = other.state.books.list;
    expect([book?.name, book?.spells, books]).toEqual(['First spells', 6, []]);
    const { members } = await other.ask<Team>('team:show', {});
    expect(members.map(({ name, role }) => [name, role])).toEqual([['Olu', 'owner']]);
  });

  test('is listed, renamed and invited to by owners of the first one alone', async () => {
    const renamed = await first.ask('organization:rename', { organizationId: organization.id, name: 'Night school' });
    expect(renamed).toMatchObject({ id: organization.id, name: 'Night school', members: 1 });
    expect(await first.ask<ListedOrganization[]>('organization:list', {})).toMatchObject([
      { id: FIRST_ORGANIZATION },
      { id: organization.id, name: 'Night school' },
    ]);
    const messages: [string, object][] = [
      ['organization:list', {}],
      ['organization:create', { name: 'Third' }],
      ['organization:rename', { organizationId: organization.id, name: 'Mine' }],
      ['organization:invite', { organizationId: FIRST_ORGANIZATION, note: '' }],
    ];
    for (const [message, value] of messages) expect(await other.refusal(message, value), message).toBe('forbidden');
    expect(await first.refusal('organization:create', { name: 'night SCHOOL' })).toBe('organization-exists');
    expect(await first.refusal('organization:rename', { organizationId: NOBODY, name: 'X' })).toBe(
      'organization-unknown',
    );
  });

  test('counts its own models, and keeps its last room and its last owner', async () => {
    const [model] = other.state.models;
    expect(model).toMatchObject({ version: 1, origin: 'starter' });
    expect(await other.refusal('room:archive', { roomId: other.state.room.id })).toBe('room-last');
    const member = { memberId: other.state.me.id };
    expect(await other.refusal('member:change', { ...member, role: 'viewer' })).toBe('last-owner');
    expect(await other.refusal('member:remove', member)).toBe('last-owner');
  });

  test('has its own activity', async () => {
    await other.ask('room:rename', { roomId: other.state.room.id, name: 'Night room' });
    const read = async (client: ConsoleClient): Promise<string> =>
      JSON.stringify(await client.ask<AuditLine[]>('audit:list', { before: null, limit: 100 }));
    await expect.poll(() => read(other)).toContain('Night room');
    expect(await read(first)).not.toContain('Night room');
    expect(await read(other)).not.toContain(first.state.me.name);
  });

  test('may name a spellbook as another one does', async () => {
    const book = await first.ask<Book>('book:create', { name: 'Secret book', from: null });
    await other.ask<Book>('book:create', { name: 'Secret book', from: null });
    const { list } = await other.ask<Books>('book:open', { bookId: other.state.books.current });
    expect(list.some(({ id }) => id === book.id)).toBe(false);
  });
});

describe('from one organization, the other', () => {
  /** Everything that is of the first organization, but for what it does at the walk. */
  async function rowsOfFirst(): Promise<Record<string, string[]>> {
    const queries = {
      rooms: `SELECT t::text AS row FROM rooms t WHERE organization_id = $1`,
      events: `SELECT t::text AS row FROM events t JOIN rooms r ON r.id = t.room_id WHERE r.organization_id = $1`,
      books: `SELECT t::text AS row FROM spellbooks t WHERE organization_id = $1`,
      spells: `SELECT t::text AS row FROM spells t JOIN spellbooks b ON b.id = t.spellbook_id WHERE b.organization_id = $1`,
      models: `SELECT id || ' ' || coalesce(version, 0) || note || coalesce(threshold, 0) AS row FROM models WHERE organization_id = $1`,
      members: `SELECT t::text AS row FROM members t WHERE organization_id = $1`,
      invitations: `SELECT t::text AS row FROM invitations t WHERE organization_id = $1`,
      roles: `SELECT t::text AS row FROM room_roles t JOIN rooms r ON r.id = t.room_id WHERE r.organization_id = $1`,
    };
    const found: Record<string, string[]> = {};
    for (const [name, text] of Object.entries(queries))
      found[name] = (await server.query<{ row: string }>(text, [FIRST_ORGANIZATION])).map(({ row }) => row).sort();
    return found;
  }

  /** What the first organization has, by the fields that name it. */
  let team: Readonly<Record<string, string>> = {};
  let names: readonly string[] = [];
  /** Read once, so that a test that is tried again finds what its first try changed. */
  let before: Record<string, string[]> = {};
  beforeAll(async () => {
    const book = await first.ask<Book>('book:create', { name: 'Guarded book', from: first.state.books.current });
    const room = await first.ask<ListedRoom>('room:create', { name: 'Guarded room', from: null });
    const link = await first.ask<string>('member:invite', { role: 'viewer', note: 'for a member' });
    await becomeMember(link, 'Guarded member');
    await first.ask<string>('member:invite', { role: 'viewer', note: 'Guarded guest' });
    const { members, invitations } = await first.ask<Team>('team:show', {});
    const memberId = members.find(({ name }) => name === 'Guarded member')?.id ?? '';
    await first.ask('member:assign', { memberId, role: 'moderator' });
    const [model] = first.state.models;
    team = {
      ...{ bookId: book.id, modelId: model?.id ?? '', memberId },
      ...{ invitationId: invitations.at(-1)?.id ?? '', roomId: room.id, organizationId: FIRST_ORGANIZATION },
      ...{ eventId: evening.id, eventIds: evening.id, before: evening.id, plan: evening.id, from: room.id },
    };
    names = [
      'Guarded book',
      'Guarded room',
      'Guarded guest',
      'Guarded member',
      first.state.me.name,
      evening.owner.wand.me.nickname,
    ];
    before = await rowsOfFirst();
    for (const rows of Object.values(before)) expect(rows).not.toEqual([]);
  });

  const messages = [...namespaces['/console'].messages.values()].filter((message) => idFields(message).size > 0);
  test.each(messages)('is neither changed nor shown by $name', async (message) => {
    const client = await openConsole(server, otherToken);
    for (let n = 0; n < 4; n++) {
      const sent = messageNaming(evening.owner.ids, message, n, team);
      const answer = JSON.stringify(await client.socket.emitWithAck(message.name, sent));
      const own = JSON.stringify(sent);
      expect(names.filter((name) => answer.includes(name) && !own.includes(name)), answer.slice(0, 500)).toEqual([]); // prettier-ignore
    }
    client.socket.disconnect();
    expect(await rowsOfFirst()).toEqual(before);
  });

  test.each(declaredRoutes().filter(({ needs }) => needs !== 'none' && needs !== 'member'))(
    'is refused at $method $pattern',
    async ({ method, pattern }) => {
      const named = new Map(Object.entries({ room: team['roomId'] ?? '', code: evening.code }));
      const address = pattern.replace(/\{(\w+)\}/g, (_, name: string) => named.get(name) ?? NOBODY);
      const headers = { authorization: `Bearer ${otherToken}`, connection: 'close' };
      const response = await fetch(server.url + address, { method, headers });
      await response.body?.cancel();
      expect(response.status, address).toBe(403);
      expect(await rowsOfFirst()).toEqual(before);
    },
  );

  test('is refused to a console that asks for its room', async () => {
    for (const room of [first.state.room.id, team['roomId'] ?? '']) {
      const socket = connect(server, '/console', { token: otherToken, room });
      const error = await nextMessage<Error & { data: { code: string } }>(socket, 'connect_error');
      expect(error.data.code).toBe('forbidden');
      socket.disconnect();
    }
  });
});
