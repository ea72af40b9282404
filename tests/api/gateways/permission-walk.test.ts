import { createHash } from 'node:crypto';
import { PROTOCOL_VERSION, mayAct, type Role } from '@wandcast/protocol';
import { consoleMessages, preflightMessages, stageMessages, wandMessages } from '@wandcast/protocol/messages';
import { roles } from '@wandcast/protocol/schemas';
import { newKey } from '@wandcast/wand';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpTable } from '../../../libs/protocol/src/spec/http-routes.js';
import { declaredRoutes } from '../../support/room/declared-routes.js';
import {
  becomeMember,
  connectionResult,
  profile,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { openConsole } from '../../support/console-client.js';

/*
 * Everyone tries everything that is declared: messages, routes and pages. What may pass follows from the declarations,
 * and nothing is listed twice: a message or route that is added is walked, too.
 */
let server: TestServer;
let elsewhere: TestServer;
const members = new Map<Role, string>();
beforeAll(async () => {
  [server, elsewhere] = await Promise.all([startTestServer(), startTestServer()]);
  const owner = await openConsole(server);
  for (const role of roles)
    members.set(role, await becomeMember(await owner.ask<string>('member:invite', { role, note: '' }), role));
  owner.socket.disconnect();
});
afterAll(async () => {
  await server.remove();
  await elsewhere.remove();
});

/** A session of its own, so that a walk that ends it ends nothing else. */
async function session(role: Role, expires = `now() + interval '1 day'`): Promise<string> {
  const token = newKey();
  const hash = createHash('sha256').update(token).digest();
  await server.query(
    `INSERT INTO sessions (token_hash, member_id, kind, description, expires_at)
     SELECT $1, id, 'browser', 'walk', ${expires} FROM members WHERE name = $2`,
    [hash, role],
  );
  return token;
}

/** Credentials that open nothing for the team. */
const strangers: Record<string, () => string | Promise<string>> = {
  'a participant’s key': newKey,
  'an expired session': () => session('owner', 'now()'),
  'a session of another server': () => elsewhere.owner,
  'the stage link': () => tokenOf(server.links.stage),
  'the summary link': () => tokenOf(server.links.summary),
  'a hash of a session': () => createHash('sha256').update(server.owner).digest('base64url'),
};
const own = (): string => new URL(server.url).origin;
const foreign = (): Record<string, string>[] => [
  { origin: `http://127.0.0.1:${Number(new URL(server.url).port) + 1}` },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
];

const open = (namespace: string, auth: object, extraHeaders: Record<string, string> = {}): Socket =>
  io(`${server.url}${namespace}`, {
    auth: { protocol: PROTOCOL_VERSION, ...auth },
    ...{ extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false, ackTimeout: 60_000 },
  });
const welcomes = { '/wand': 'wand:welcomed', '/stage': 'stage:welcomed', '/console': 'console:welcomed', '/preflight': 'preflight:welcomed' }; // prettier-ignore
type NamespaceName = keyof typeof welcomes;
const messages = { '/wand': wandMessages, '/stage': stageMessages, '/console': consoleMessages, '/preflight': preflightMessages }; // prettier-ignore
const result = (socket: Socket, namespace: NamespaceName): Promise<string> =>
  connectionResult(socket, welcomes[namespace]);

/** Refusals per connection, below the budget of M5, and how many messages may await their answer. */
const [PER_CONNECTION, AT_ONCE] = [48, 8];

/** What happens to each message of any namespace, with a body that none accepts. */
async function walk(namespace: NamespaceName, connect: () => Socket): Promise<Map<string, string>> {
  const outcomes = new Map<string, string>();
  const names = [...new Set(Object.values(messages).flatMap((known) => Object.keys(known)))].filter(
    (name) => name !== 'cast:samples', // bytes, without an answer
  );
  for (let from = 0; from < names.length; from += PER_CONNECTION) {
    const socket = connect();
    expect(await result(socket, namespace)).toBe('welcomed');
    const ask = async (name: string): Promise<void> => {
      const answer = (await socket.emitWithAck(name, { surprise: 1 })) as { failure?: { code: string } };
      outcomes.set(name, answer.failure?.code ?? 'answered');
    };
    for (let i = from; i < from + PER_CONNECTION; i += AT_ONCE) await Promise.all(names.slice(i, i + AT_ONCE).map(ask));
    socket.disconnect();
  }
  return outcomes;
}
/** What the declarations say. @param role of the member; null if the namespace has none */
function declared(namespace: NamespaceName, names: Iterable<string>, role: Role | null): Map<string, string> {
  const known: Readonly<Record<string, { readonly role: Role | 'anyone' }>> = messages[namespace];
  return new Map(
    [...names].map((name) => {
      const needs = Object.hasOwn(known, name) ? known[name]?.role : undefined;
      if (needs === undefined) return [name, 'unknown-message'];
      const may = needs === 'anyone' || (role !== null && mayAct(role, needs));
      return [name, may ? 'invalid-message' : 'forbidden'];
    }),
  );
}

describe('the console', () => {
  test.each(Object.keys(strangers))('refuses %s, and nobody without a credential', async (name) => {
    const token = await strangers[name]?.();
    expect(await result(open('/console', { token }), '/console')).toBe('unauthorized');
    expect(await result(open('/console', {}, { cookie: `wandcast=${token}`, origin: own() }), '/console')).toBe(
      'unauthorized',
    );
    expect(await result(open('/console', {}), '/console')).toBe('unauthorized');
  });

  test('refuses the cookie of an owner from every foreign page', async () => {
    const cookie = `wandcast=${server.owner}`;
    for (const headers of foreign())
      expect([headers, await result(open('/console', {}, { cookie, ...headers }), '/console')]).toEqual([
        headers,
        'unauthorized',
      ]);
    expect(await result(open('/console', {}, { cookie, origin: own() }), '/console')).toBe('welcomed');
  });

  test.each(roles)('lets a %s send what the declarations allow', async (role) => {
    const token = await session(role);
    const outcomes = await walk('/console', () => open('/console', { token }));
    expect(outcomes).toEqual(declared('/console', outcomes.keys(), role));
  });
});

describe('other namespaces', () => {
  test('stages need a stage link of this server', async () => {
    for (const token of [tokenOf(elsewhere.links.stage), tokenOf(server.links.summary), server.owner, newKey()])
      expect(await result(open('/stage', { token }), '/stage')).toBe('unauthorized');
  });

  test('wands need the code of an event here', async () => {
    const handshake = { code: 'ZZZZ2222', key: newKey(), profile };
    expect(await result(open('/wand', handshake), '/wand')).toBe('event-unknown');
  });

  test.each(['/wand', '/stage', '/preflight'] as const)('%s knows its own messages only', async (namespace) => {
    const auth = { '/wand': { code: server.code, key: newKey(), profile }, '/stage': { token: tokenOf(server.links.stage) }, '/preflight': {} }; // prettier-ignore
    const cookie = `wandcast=${server.owner}`; // of no use here
    const outcomes = await walk(namespace, () => open(namespace, auth[namespace], { cookie, origin: own() }));
    expect(outcomes).toEqual(declared(namespace, outcomes.keys(), null));
  });

  test('a participant reaches nobody else’s casts, whatever the message', async () => {
    const ids = { castIds: ['019ab1c2-0000-7000-8000-000000000001'] };
    const socket = open('/wand', { code: server.code, key: newKey(), profile });
    expect(await result(socket, '/wand')).toBe('welcomed');
    for (const [name, expected] of [
      ['casts:delete', []],
      ['casts:fetch', { casts: [] }],
    ] as const)
      // prettier-ignore
      expect(await socket.emitWithAck(name, ids)).toMatchObject({ ok: true, value: expected });
    socket.disconnect();
  });
});

describe.each(declaredRoutes())('$method $address', ({ method, address, pattern, needs }) => {
  const status = async (headers: Record<string, string>): Promise<number> => {
    const response = await fetch(`${server.url}${address}`, { method, headers });
    await response.body?.cancel();
    return response.status;
  };
  const isIn = (code: number): boolean => code !== 401 && code !== 403;
  const needsLink = address === '/api/summary';

  test('is in SPEC.md with its role, or reveals nothing of an event', () => {
    const documented = pattern
      .replace('/api/models', '{modelsUrl}')
      .replace('/api/casts/', '{castsUrl}/')
      .replace(/\.gz$/, ''); // in the row of the plain one
    const row = httpTable()
      .split('\n')
      .find((line) => line.includes(`| \`${method} ${documented}`));
    const isPlain = ['/health', '/metrics'].includes(address) || pattern === '/api/events'; // for this machine (http.test.ts)
    expect(row !== undefined || isPlain, pattern).toBe(true);
    if (row !== undefined) expect(row.split('|')[2]?.trim()).toBe(needs === 'none' ? 'anyone' : needs);
  });

  test('lets in exactly the declared roles', async () => {
    for (const token of [undefined, ...(await Promise.all(Object.values(strangers).map(async (make) => make())))])
      for (const headers of token === undefined
        ? [{}]
        : [{ authorization: `Bearer ${token}` }, { cookie: `wandcast=${token}` }])
        expect(isIn(await status(headers as Record<string, string>))).toBe(needs === 'none' && !needsLink);
    for (const role of roles) {
      const may = needs === 'none' ? !needsLink : needs !== undefined && mayAct(role, needs);
      expect([role, isIn(await status({ authorization: `Bearer ${await session(role)}` }))]).toEqual([role, may]);
      expect([role, isIn(await status({ cookie: `wandcast=${await session(role)}`, origin: own() }))]).toEqual([
        role,
        may,
      ]);
    }
  });

  test('never counts the cookie of a foreign page', async () => {
    for (const headers of foreign()) {
      const code = await status({ cookie: `wandcast=${await session('owner')}`, ...headers });
      if (needs === 'none')
        expect(code === 403).toBe(method !== 'GET'); // it could sign a browser in
      else expect(code).toBe(401);
    }
  });
});

test.each(['/', '/stage', '/console', '/summary', '/preflight'])(
  'the page %s is the same for everyone',
  async (page) => {
    const read = async (headers: Record<string, string>): Promise<string> =>
      (await fetch(`${server.url}${page}`, { headers })).text();
    const plain = await read({});
    expect(plain).toContain('<script');
    expect(await read({ cookie: `wandcast=${server.owner}`, origin: own() })).toBe(plain);
    for (const secret of [server.code, tokenOf(server.links.stage), server.owner]) expect(plain).not.toContain(secret);
  },
);
