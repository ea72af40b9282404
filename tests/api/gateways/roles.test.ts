import 'reflect-metadata';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { mayAct, type Role } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import { roles } from '@wandcast/protocol/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppModule } from '../../../apps/api/src/app.module.js';
import { RequiredRole } from '../../../apps/api/src/accounts/sessions/required-role.js';
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

interface Route {
  readonly method: string;
  readonly address: string;
  readonly needs: Role | 'none' | undefined;
}

type Class = new (...args: never[]) => object;
/** The only route that requires the token of a link instead of a session. */
const SUMMARY = '/api/summary';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Every route, from Nest's metadata. */
function routesOf(module: Class): Route[] {
  const inside = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as Class[];
  const own = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Class[];
  return [...inside.flatMap(routesOf), ...own.flatMap(routesIn)];
}
function routesIn(controller: Class): Route[] {
  const reflector = new Reflector();
  const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const handler = (controller.prototype as Record<string, unknown>)[name] as () => unknown;
    const verb = Reflect.getMetadata(METHOD_METADATA, handler) as number | undefined;
    if (verb === undefined) return []; // not a route
    const path = Reflect.getMetadata(PATH_METADATA, handler) as string;
    const method = METHODS[verb] ?? '';
    const needs = reflector.getAllAndOverride(RequiredRole, [handler, controller]) as Route['needs'];
    const address = `/${prefix}/${path}`
      .replace(/\/+$/, '')
      .replace(/\/{2,}/g, '/')
      .replace(/:\w+/g, NOBODY);
    return [{ method, address, needs }];
  });
}
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('every route', () => {
  const { imports } = AppModule.with(undefined as never, undefined as never);
  const routes = (imports as Class[]).flatMap(routesOf);

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
      if (mayAct(role, needs ?? 'owner')) continue; // allowed requests are tested elsewhere
      expect(await statusFor(tokens.get(role))).toBe(403);
    }
  });
});
