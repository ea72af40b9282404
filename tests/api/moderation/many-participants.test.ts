import { PARTICIPANTS_LISTED, type ConsoleParticipant, type ParticipantId } from '@wandcast/protocol';
import { beforeAll, expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';

const PEOPLE = 2 * PARTICIPANTS_LISTED + 7;

const room = openRoom();

beforeAll(async () => {
  await room.server.query(
    `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove, created_at)
     SELECT e.id, decode(lpad(to_hex(n), 64, '0'), 'hex'), 'Guest ' || n, 'moth', 'brass', 'ash',
       now() + n / 300 * interval '1 s'
     FROM generate_series(1, ${PEOPLE}) AS n, events e`,
  );
});

const page = (after: ParticipantId | null): Promise<ConsoleParticipant[]> =>
  room.client.ask<ConsoleParticipant[]>('participants:list', { after });

test('a list of participants has pages, in the order in which they joined', async () => {
  const listed: ConsoleParticipant[] = [];
  for (let length = PARTICIPANTS_LISTED; length === PARTICIPANTS_LISTED;) {
    const next = await page(listed.at(-1)?.id ?? null);
    listed.push(...next);
    ({ length } = next);
  }
  const rows = await room.server.query<{ id: string }>('SELECT id FROM participants ORDER BY created_at, id');
  expect(rows.length).toBeGreaterThanOrEqual(PEOPLE);
  expect(listed.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect(await room.client.ask('participants:list', {})).toEqual(listed.slice(0, PARTICIPANTS_LISTED));
});

test('a page after somebody who was deleted meanwhile is refused, and the others are not', async () => {
  const [first = raise()] = await page(null);
  const last = (await page(null)).at(-1) ?? raise();
  await room.server.query('DELETE FROM participants WHERE id = $1', [last.id]);
  const asked = [last.id, first.id].map((after) => room.client.refusal('participants:list', { after }));
  expect(await Promise.all(asked)).toEqual(['participant-unknown', 'answered']);
});

function raise(): never {
  throw new Error('not found');
}
