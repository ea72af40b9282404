import type { ConsoleState } from '@wandcast/protocol';
import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';
import { PASSWORD, connectionResult, nextMessage, sessionIn } from '../../support/test-server.js';

const room = openRoom();
const own = (): string => new URL(room.server.url).origin;
/** Another port of the same host: browsers send it the same cookies. */
const neighbor = (): string => `http://127.0.0.1:${Number(new URL(room.server.url).port) + 1}`;

/** A console as a browser opens it: with the cookie, and the origin of its page. */
function consoleOf(origin: string | undefined, transport = 'websocket'): Socket {
  const cookie = `wandcast=${room.server.owner}`;
  return io(`${room.server.url}/console`, {
    auth: { protocol: PROTOCOL_VERSION },
    transports: [transport],
    extraHeaders: { cookie, ...(origin !== undefined && { origin }) },
    ...{ forceNew: true, reconnection: false },
  });
}

test.each(['websocket', 'polling'])(
  '[H6] a console over %s counts its cookie only from own pages',
  async (transport) => {
    for (const origin of [neighbor(), 'http://evil.example', 'null', own().replace('http:', 'https:')])
      expect([origin, await connectionResult(consoleOf(origin, transport), 'console:welcomed')]).toEqual([
        origin,
        'unauthorized',
      ]);
    for (const origin of [own(), undefined]) {
      const socket = consoleOf(origin, transport);
      expect((await nextMessage<ConsoleState>(socket, 'console:welcomed')).me.role).toBe('owner');
      socket.disconnect();
    }
  },
);

test('[A3] no foreign page signs a browser in, with JSON or as a form', async () => {
  const { name } = room.client.state.me;
  const attempt = (headers: Record<string, string>, body: string): Promise<Response> =>
    fetch(`${room.server.url}/api/account/session`, { method: 'POST', headers, body });
  const json = JSON.stringify({ name, password: PASSWORD });
  const form = new URLSearchParams({ name, password: PASSWORD }).toString();
  for (const [type, body] of [
    ['application/json', json],
    ['application/x-www-form-urlencoded', form],
  ] as const)
    for (const from of [{ origin: neighbor() }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      const refused = await attempt({ 'content-type': type, ...from }, body);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'page-foreign']);
      expect(sessionIn(refused)).toBe('');
    }
  const allowed = await attempt({ 'content-type': 'application/json', origin: own() }, json);
  expect([allowed.status, sessionIn(allowed)]).toEqual([201, expect.stringMatching(/.{43}/)]);
});

test('who is signed in is not told to foreign pages', async () => {
  const me = async (origin: string): Promise<unknown> => {
    const headers = { cookie: `wandcast=${room.server.owner}`, origin };
    return ((await (await fetch(`${room.server.url}/api/account`, { headers })).json()) as { me: unknown }).me;
  };
  expect([await me(neighbor()), await me(own())]).toEqual([null, room.client.state.me]);
});

test('a page may connect to its own host only', async () => {
  const policyFor = async (host: string): Promise<string | undefined> => {
    const { headers } = await fetch(`${room.server.url}/console`, { headers: { 'x-forwarded-host': host } });
    return /connect-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
  };
  const { host } = new URL(room.server.url);
  expect(await policyFor('')).toBe(`'self' ws://${host} wss://${host}`);
  expect(await policyFor("evil.example; script-src 'unsafe-inline'")).toBe(`'self' ws://${host} wss://${host}`);
});
