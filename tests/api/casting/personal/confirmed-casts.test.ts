import { createHash, randomUUID } from 'node:crypto';
import type { ParticipantId } from '@wandcast/protocol';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfirmedCastsRepository } from '../../../../apps/api/src/casting/personal/confirmed-casts.repository.js';
import { NOT_DRAWN } from '../../../../apps/api/src/casting/storage/drawn-sources.js';
import { USABLE } from '../../../../apps/api/src/casting/storage/usable-casts.js';
import { ServerConfig } from '../../../../apps/api/src/platform/config/server-config.js';
import { PrismaService } from '../../../../apps/api/src/platform/database/prisma.service.js';
import { startTestServer, type TestServer } from '../../../support/test-server.js';

/** The rule itself, cast by cast: what `list` has to find without reading every cast of the participant. */
const RULE = `
  WITH RECURSIVE made (id, whole_id) AS (
    SELECT id, id FROM casts WHERE participant_id = $1 AND original_id IS NULL
    UNION ALL
    SELECT part.id, CASE (SELECT count(*) FROM casts one WHERE one.original_id = made.id) WHEN 1 THEN made.whole_id
      ELSE part.id END
    FROM made JOIN casts part ON part.original_id = made.id)
  SELECT c.id, coalesce(l.spell_id, CASE c.intent WHEN 'teach' THEN c.spell_id ELSE w.recognized_id END) AS spell
  FROM made
    JOIN casts c ON c.id = made.id
    JOIN casts w ON w.id = made.whole_id
    JOIN participants p ON p.id = c.participant_id
    LEFT JOIN current_labels l ON l.cast_id = c.id
    LEFT JOIN predictions q ON q.cast_id = c.id
  WHERE c.received_at > coalesce(p.adapts_from, '-infinity')
    AND ${USABLE} AND ${NOT_DRAWN}
    AND (l.spell_id IS NOT NULL OR l.cast_id IS NULL AND q.quarantine IS NULL AND (
      c.intent = 'teach' AND c.spell_id IS NOT NULL
      OR c.intent = 'cast' AND w.recognized_id IS NOT NULL AND (w.confirmed_at IS NOT NULL OR EXISTS (
        SELECT FROM rounds r WHERE r.event_id = w.event_id AND NOT r.undone AND r.spell_id = w.recognized_id
          AND w.began_at >= r.starts_at AND w.began_at < r.ends_at))))
  ORDER BY c.id DESC LIMIT 300`;

const START = Date.UTC(2026, 10, 29, 18);
const MINUTE = 60_000;
const PEOPLE = 24;
const spells = ['gale', 'tide', 'ember'];

let server: TestServer;
let prisma: PrismaService;
let eventId = '';
let modelId = '';
const importIds: string[] = [];
beforeAll(async () => {
  server = await startTestServer();
  prisma = new PrismaService(new ServerConfig(server.databaseUrl, 'external', 'auto', 'test'));
  eventId = (await server.query<{ id: string }>('SELECT id FROM events'))[0]?.id ?? '';
  modelId = randomUUID();
  // One is removed just now: casts of those removed long ago are deleted meanwhile.
  for (const [i, removedAt] of [null, new Date()].entries())
    importIds.push(
      ...(
        await server.query<{ id: string }>(
          `INSERT INTO imports (event_id, name, size, modified, created_by, removed_at)
           VALUES ($1, $2, 1, 1, 'Ada', $3) RETURNING id`,
          [eventId, `file-${i}`, removedAt],
        )
      ).map(({ id }) => id),
    );
  // Round i asks for a spell, or is free; the third is undone, and the fourth overlaps the first.
  for (const [i, [spell, from, until, undone]] of (
    [
      ['gale', 10, 20, false],
      [null, 20, 30, false],
      ['tide', 30, 40, true],
      ['gale', 15, 25, false],
      ['ember', 40, 50, false],
    ] as const
  ).entries())
    await server.query(
      `INSERT INTO rounds (event_id, number, kind, spell_id, duel, starts_at, ends_at, undone)
       VALUES ($1, $2, 'order', $3, '{}', $4, $5, $6)`,
      [eventId, i + 1, spell, new Date(START + from * MINUTE), new Date(START + until * MINUTE), undone],
    );
});
afterAll(async () => {
  await prisma.onApplicationShutdown();
  await server.remove();
});

/** Pseudorandom numbers in [0, 1), so that a failure can be repeated (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Row {
  readonly id: string;
  readonly originalId: string | null;
  readonly intent: string;
  readonly depth: number;
}

/** Inserts a participant with casts in all states, trimmed and split up to three times. @param casts whole ones */
async function makePerson(seed: number, casts = 120): Promise<ParticipantId> {
  const random = randomOf(seed);
  const chance = (probability: number): boolean => random() < probability;
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const minute = (): Date => new Date(START + Math.floor(random() * 60) * MINUTE);
  const [person] = await server.query<{ id: ParticipantId }>(
    `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove, adapts_from)
     VALUES ($1, $2, 'Quiet Otter', 'moth', 'brass', 'ash', $3) RETURNING id`,
    [eventId, createHash('sha256').update(`${seed}`).digest(), chance(0.3) ? minute() : null],
  );
  if (person === undefined) throw new Error('no participant');
  const wholes = Array.from({ length: casts }, (): Row => ({
    ...{ id: v7({ msecs: minute().getTime() }), originalId: null, intent: chance(0.2) ? 'teach' : 'cast', depth: 0 },
  }));
  const rows = [...wholes];
  // The list grows meanwhile, because parts are cut again.
  for (const row of rows)
    if (row.depth < 3 && chance(0.3)) {
      const part = (): Row => ({ ...row, id: v7(), originalId: row.id, depth: row.depth + 1 });
      rows.push(part(), ...(chance(0.6) ? [] : [part()]));
    }
  for (const { id, originalId, intent } of rows) {
    const values = [
      ...[id, eventId, person.id, intent, chance(intent === 'teach' ? 0.8 : 0.1) ? oneOf(spells) : null],
      ...[chance(0.1) ? 'pointer' : 'motion', minute(), minute()],
      chance(originalId === null ? 0.9 : 0.2) ? minute() : null,
      ...[chance(0.7) ? oneOf(spells) : null, chance(0.25) ? minute() : null, originalId],
      chance(0.15) ? oneOf(importIds) : null,
    ];
    await server.query(
      `INSERT INTO casts (id, event_id, participant_id, intent, spell_id, source, started_at, received_at, began_at,
         recognized_id, confirmed_at, original_id, import_id,
         duration_ms, rate_hz, max_gap_ms, channels, count, checksum, samples, probabilities)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1000, 60, 16, 3, 1, 1, '', '{}')`,
      values,
    );
    if (chance(0.15))
      await server.query(
        `WITH l AS (INSERT INTO labels (cast_id, kind, spell_id) VALUES ($1, $2, $3) RETURNING id, cast_id, spell_id)
         INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, created_at)
         SELECT cast_id, id, spell_id, $4::uuid, $5::uuid, now() FROM l`,
        [id, ...(chance(0.4) ? ['discard', null] : ['spell', oneOf(spells)]), eventId, person.id],
      );
    if (chance(0.3))
      await server.query(
        `INSERT INTO predictions (cast_id, event_id, model_id, spell_id, confidence, runner_up_confidence, quarantine)
         VALUES ($1, $2, $3, 'gale', 0.5, 0.1, $4)`,
        [id, eventId, modelId, chance(0.5) ? 'outlier' : null],
      );
  }
  return person.id;
}

describe('[R4] the casts that adapt the answers', () => {
  test('are those of the rule, for people with casts of all kinds', async () => {
    const confirmed = new ConfirmedCastsRepository(prisma);
    let found = 0;
    for (let seed = 1; seed <= PEOPLE; seed++) {
      const id = await makePerson(seed);
      const expected = await server.query<{ id: string; spell: string }>(RULE, [id]);
      expect(await confirmed.list(id), `person ${seed}`).toEqual(expected);
      found += expected.length;
    }
    expect(found).toBeGreaterThan(PEOPLE * 10);
  });

  test('are the newest 300 of a person with more', async () => {
    const id = await makePerson(PEOPLE + 1, 1_500);
    await server.query('UPDATE participants SET adapts_from = NULL WHERE id = $1', [id]);
    const expected = await server.query<{ id: string; spell: string }>(RULE, [id]);
    expect(expected).toHaveLength(300);
    expect(await new ConfirmedCastsRepository(prisma).list(id)).toEqual(expected);
  });
});
