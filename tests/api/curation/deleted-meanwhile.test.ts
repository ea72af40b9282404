import { starterSpellbook } from '@wandcast/gesture';
import pg from 'pg';
import { expect, test } from 'vitest';
import { castAll, casts, openRoom } from '../../support/console-client.js';

const room = openRoom();

test('a comment on a cast that is being deleted fails by name', { timeout: 60_000 }, async () => {
  const { client, server } = room;
  const [cast] = await castAll(server, casts(starterSpellbook[0]?.glyph ?? '', 1, 1, 2));
  const other = new pg.Client({ connectionString: server.databaseUrl });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('DELETE FROM casts WHERE id = $1', [cast?.castId]);
    const answer = client.socket.emitWithAck('cast:comment', { castId: cast?.castId, text: 'nice' });
    const isWaiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%cast_comments%'`;
    await expect.poll(() => server.query(isWaiting), { timeout: 20_000 }).not.toEqual([]);
    await other.query('COMMIT');
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'deleted-meanwhile' } });
  } finally {
    await other.end();
  }
});
