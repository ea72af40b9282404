import type { EventInfo, EventWinners } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { seedEvent } from '../../support/played-event.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';

const EVENINGS = 50;
/** Longest wait for the winners of a page, ms; generous for a busy machine. */
const MAX_MS = 3_000;

let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

const CAST = `intent, spell_id, source, started_at, received_at, began_at, duration_ms, rate_hz, max_gap_ms, channels,
  count, checksum, samples, shape, model_id, recognized_id, probabilities`;
const ROUND = 'number, kind, spell_id, duel, starts_at, ends_at, undone';
const PERSON = 'nickname, sigil, metal, grove, created_at';

/** Stores the same evening once more. @returns its id */
async function copyOf(eventId: string, n: number): Promise<string> {
  const [event] = await server.query<{ id: string }>(
    `INSERT INTO events (room_id, code, title, spellbook_id, created_at)
     SELECT room_id, $2, title, spellbook_id, created_at - $3 * interval '1 day' FROM events WHERE id = $1 RETURNING id`,
    [eventId, `COPY${n}`, n],
  );
  const own = `decode(replace(id::text, '-', ''), 'hex')`;
  const to = [event?.id, eventId];
  await server.query(
    `INSERT INTO participants (event_id, key_hash, ${PERSON})
     SELECT $1, ${own}, ${PERSON} FROM participants WHERE event_id = $2`,
    to,
  );
  await server.query(`INSERT INTO rounds (event_id, ${ROUND}) SELECT $1, ${ROUND} FROM rounds WHERE event_id = $2`, to);
  await server.query(
    `INSERT INTO casts (id, event_id, participant_id, ${CAST})
     SELECT gen_random_uuid(), $1, p.id, ${CAST} FROM casts c
     JOIN participants p ON p.event_id = $1 AND p.key_hash = decode(replace(c.participant_id::text, '-', ''), 'hex')
     WHERE c.event_id = $2`,
    to,
  );
  return event?.id ?? '';
}

test('[E5] the winners of 50 evenings are answered in time, each as if it was asked alone', async () => {
  const [past] = await server.query<{ id: string }>('SELECT id FROM events');
  await seedEvent(server, {
    ...{ people: 60, taught: 60, free: 400, at: Date.UTC(2026, 10, 25, 18, 0) },
    rounds: [
      { kind: 'order', spell: 1 },
      { kind: 'free', spell: null },
      { kind: 'order', spell: 3 },
    ],
  });
  await client.ask<EventInfo>('event:begin', { after: server.code, title: 'Next', bookId: client.state.books.current });
  const ids = [past?.id ?? ''];
  while (ids.length < EVENINGS) ids.push(await copyOf(ids[0] ?? '', ids.length));
  await server.query('ANALYZE');

  const [alone] = await client.ask<EventWinners[]>('event:winners', { eventIds: ids.slice(0, 1) });
  expect(alone?.winners.length).toBeGreaterThan(0);
  const began = performance.now();
  const all = await client.ask<EventWinners[]>('event:winners', { eventIds: ids });
  const took = performance.now() - began;
  expect(all.map(({ eventId }) => eventId)).toEqual(ids);
  const shown = ({ winners }: EventWinners): unknown => winners.map(({ nickname, points }) => [nickname, points]);
  for (const one of all) expect(shown(one)).toEqual(alone && shown(alone));
  expect(took).toBeLessThan(MAX_MS);
});
