import { starterSpellbook } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import pg from 'pg';
import { beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { castAll, casts, openRoom } from '../../support/console-client.js';
import { connectWand, nextMessage } from '../../support/test-server.js';

const room = openRoom();
let castId: CastId | undefined;
/** Another node, or another member of the team. */
let other: pg.Client;

beforeAll(async () => {
  [{ castId } = { castId: undefined }] = await castAll(room.server, casts(starterSpellbook[0]?.glyph ?? '', 1, 1, 2));
});
beforeEach(async () => {
  other = new pg.Client({ connectionString: room.server.databaseUrl });
  await other.connect();
  await other.query('BEGIN');
});
afterEach(() => other.end());

/** Resolves with the backends that wait for a lock of `other`. */
async function blocked(): Promise<number[]> {
  let pids: number[] = [];
  const read = async (): Promise<number[]> => {
    const rows = await room.server.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return (pids = rows.map(({ pid }) => pid));
  };
  await expect.poll(read, { timeout: 20_000 }).not.toEqual([]);
  return pids;
}

/** Ends the connections that wait for `other`, as a database that restarts does. */
const terminate = async (): Promise<unknown> =>
  room.server.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [await blocked()]);

describe('a database that ends the connection', () => {
  test.each([
    ['a query of a model', 'cast:comment', () => ({ castId, text: 'nice' })],
    ['a raw query', 'casts:label', () => ({ labels: [{ castId, kind: 'spell', spell: 'ember' }] })],
  ] as const)('is busy for a console, in %s', async (_, name, message) => {
    await other.query('SELECT 1 FROM casts WHERE id = $1 FOR UPDATE', [castId]);
    const answer = room.client.socket.emitWithAck(name, message());
    await terminate();
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'database-busy', mayRetry: true } });
    await other.query('ROLLBACK');
    expect(await room.client.socket.emitWithAck(name, message())).toMatchObject({ ok: true });
  });

  test('refuses a replay for now, also of a stored cast', async () => {
    const wand = connectWand(room.server);
    await nextMessage(wand, 'wand:welcomed');
    const { replay } = castMessages();
    await wand.emitWithAck('cast:replay', replay);
    await other.query('LOCK TABLE casts IN ACCESS EXCLUSIVE MODE');
    const answer = wand.emitWithAck('cast:replay', replay) as Promise<unknown>;
    await terminate();
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'overloaded', mayRetry: true } });
    await other.query('ROLLBACK');
    expect(await wand.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true, value: { duplicate: true } });
    wand.disconnect();
  });

  test('is busy for a route, with its reason in the log', async () => {
    const { server } = room;
    await other.query('LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
    const answer = fetch(`${server.url}/api/casts.csv`, { headers: { authorization: 'Bearer unknown' } });
    await terminate();
    const response = await answer;
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'database-busy' });
    expect(server.log).toContainEqual(
      expect.objectContaining({
        where: 'GET /api/casts.csv',
        code: 'database-busy',
        detail: expect.stringMatching(/./) as string,
      }),
    );
  });
});

test('a comment on a cast that is being deleted fails by name', async () => {
  await other.query('DELETE FROM casts WHERE id = $1', [castId]);
  const answer = room.client.socket.emitWithAck('cast:comment', { castId, text: 'late' });
  await blocked();
  await other.query('COMMIT');
  expect(await answer).toMatchObject({ ok: false, failure: { code: 'changed-meanwhile' } });
});
