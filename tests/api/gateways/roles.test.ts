import 'reflect-metadata';
import { mayAct, type Role } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import { roles } from '@wandcast/protocol/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOBODY, declaredRoutes } from '../../support/room/declared-routes.js';
import { becomeMember, startTestServer, type TestServer } from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

let server: TestServer;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  server = await startTestServer();
  const owner = await openConsole(server);
  for (const role of roles)
    tokens.set(role, await becomeMember(await owner.ask<string>('member:invite', { role, note: '' }), role));
  owner.socket.disconnect();
});
afterAll(() => server.remove());

describe('every console message', () => {
  test.each(roles)('enforces its role for a %s', async (role) => {
    const client: ConsoleClient = await openConsole(server, tokens.get(role));
    const invalid = { surprise: 1 }; // for every message, so that nothing changes
    for (const name of Object.keys(consoleMessages) as (keyof typeof consoleMessages)[]) {
      const expected = mayAct(role, consoleMessages[name].role) ? 'invalid-message' : 'forbidden';
      expect([name, await client.refusal(name, invalid)]).toEqual([name, expected]);
    }
    client.socket.disconnect();
  });

  test('requires a role of the team', () => {
    for (const { name, role } of Object.values(consoleMessages))
      expect([name, roles]).toEqual([name, expect.arrayContaining([role])]);
  });
});

/** The only route that requires the token of a link instead of a session. */
const SUMMARY = '/api/summary';

describe('every route', () => {
  const routes = declaredRoutes();

  test('is found by this test', () => {
    const addresses = routes.map(({ method, address }) => `${method} ${address}`);
    for (const known of ['GET /health', 'GET /metrics', 'POST /api/account/session', `GET /api/models/${NOBODY}`])
      expect(addresses).toContain(known);
  });

  test.each(routes)('$method $address enforces its required role', async ({ method, address, needs }) => {
    expect(needs).toBeDefined();
    const statusFor = async (token: string | undefined, search = ''): Promise<number> => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}${address}${search}`, { method, headers });
      await response.body?.cancel();
      return response.status;
    };
    const summaryToken = new URL(server.links.summary).search;
    const isIn = (status: number): boolean => status !== 401 && status !== 403;
    if (needs === 'none') {
      expect(isIn(await statusFor(undefined))).toBe(address !== SUMMARY); // needs the token of its link
      expect(isIn(await statusFor(undefined, address === SUMMARY ? summaryToken : ''))).toBe(true);
      return;
    }
    expect(await statusFor(undefined)).toBe(401);
    expect(await statusFor('no such session')).toBe(401);
    for (const role of roles) {
      if (needs === 'member' || mayAct(role, needs ?? 'owner')) continue; // allowed requests are tested elsewhere
      expect(await statusFor(tokens.get(role))).toBe(403);
    }
  });
});
