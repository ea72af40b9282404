import { mayAct } from '@wandcast/protocol';
import { roles } from '@wandcast/protocol/schemas';
import { describe, expect, test } from 'vitest';
import { PAGES } from '../../../apps/api/src/platform/http/serve-pages.js';
import { httpTable } from '../../../libs/protocol/src/spec/http-routes.js';
import { declaredRoutes } from '../../support/room/declared-routes.js';
import { openWalkedRoom } from '../../support/room/walked-room.js';
import { tokenOf } from '../../support/test-server.js';

/* Everyone tries every declared route and page. */
const room = openWalkedRoom();
const { strangers } = room;

describe.each(declaredRoutes())('$method $address', ({ method, address, pattern, needs }) => {
  const status = async (headers: Record<string, string>): Promise<number> => {
    const response = await fetch(`${room.server.url}${address}`, { method, headers });
    await response.body?.cancel();
    return response.status;
  };
  const isIn = (code: number): boolean => code !== 401 && code !== 403;
  const needsLink = address === '/api/summary';

  test('is in SPEC.md with its role, or reveals nothing of an event', () => {
    const documented = pattern
      .replace('/api/rooms/{room}', '/api') // of a room, as of the main one
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
      const may = needs === 'none' ? !needsLink : needs === 'member' || (needs !== undefined && mayAct(role, needs));
      expect([role, isIn(await status({ authorization: `Bearer ${await room.session(role)}` }))]).toEqual([role, may]);
      expect([
        role,
        isIn(await status({ cookie: `wandcast=${await room.session(role)}`, origin: room.origin })),
      ]).toEqual([role, may]);
    }
  });

  test('never counts the cookie of a foreign page', async () => {
    for (const headers of room.foreign()) {
      const code = await status({ cookie: `wandcast=${await room.session('owner')}`, ...headers });
      if (needs === 'none')
        expect(code === 403).toBe(method !== 'GET'); // it could sign a browser in
      else expect(code).toBe(401);
    }
  });
});

test.each(Object.keys(PAGES))('the page %s is the same for everyone', async (page) => {
  const read = async (headers: Record<string, string>): Promise<string> =>
    (await fetch(`${room.server.url}${page}`, { headers })).text();
  const plain = await read({});
  expect(plain).toContain('<script');
  expect(await read({ cookie: `wandcast=${room.server.owner}`, origin: room.origin })).toBe(plain);
  for (const make of Object.values(strangers)) {
    const token = await make();
    expect(await read({ authorization: `Bearer ${token}`, cookie: `wandcast=${token}; ${room.phone}` })).toBe(plain);
  }
  for (const headers of room.foreign())
    expect(await read({ cookie: `wandcast=${room.server.owner}`, ...headers })).toBe(plain);
  for (const secret of [room.server.code, tokenOf(room.server.links.stage), room.server.owner])
    expect(plain).not.toContain(secret);
});
