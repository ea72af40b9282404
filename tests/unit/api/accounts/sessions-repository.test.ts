import { expect, test, vi } from 'vitest';
import { SessionsRepository } from '../../../../apps/api/src/accounts/sessions/sessions.repository.js';
import { tokenHash } from '../../../../apps/api/src/accounts/tokens/random-tokens.js';
import type { PrismaService } from '../../../../apps/api/src/platform/database/prisma.service.js';

const member = { id: 'm', name: 'Ada', role: 'owner', roomRoles: [] };
const sessionOf = (token: string) => ({ id: token, kind: 'browser', lastSeenAt: new Date(0), tokenHash: tokenHash(token), member }); // prettier-ignore

test('requests that come together share a query, and each gets its own session', async () => {
  const findMany = vi.fn(() => Promise.resolve([sessionOf('two'), sessionOf('one')]));
  const sessions = new SessionsRepository({ session: { findMany } } as unknown as PrismaService);
  const found = await Promise.all(['one', 'two', 'unknown', 'one'].map((token) => sessions.find(token)));
  expect(found.map((session) => session?.id)).toEqual(['one', 'two', undefined, 'one']);
  expect(findMany).toHaveBeenCalledOnce();
  await sessions.find('one'); // its member may have changed meanwhile
  expect(findMany).toHaveBeenCalledTimes(2);
});
