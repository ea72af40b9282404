import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { groves, metals, sigils } from '@wandcast/protocol/schemas';
import pg from 'pg';
import { RECORDED_COLUMNS, recordedColumns } from '../../environment/recorded-columns.js';

/** How much is stored of an evening that has gone on for a long time. */
export interface FilledEvening {
  readonly casts: number;
  readonly people: number;
  readonly rounds: number;
}

/** Different casts, each stored many times. */
const PATTERNS = 240;
/** Casts written by one statement. */
const BATCH = 20_000;
/** Time over which casts are spread, ms; the last one was made a minute ago. */
const EVENING_MS = 8 * 3_600_000;
const SINCE_MS = 60_000;
const ROUND_MS = 60_000;
/** Every so many casts one is taught, and one fizzled. */
const TAUGHT_EVERY = 20;
const FIZZLED_EVERY = 25;
const CONFIDENCE = 0.92;

/**
 * Stores casts of simulated people, rounds and second looks in the current event of a database whose server does not run.
 * The casts are as large and as spread as real ones; most of them repeat.
 * @returns size of the database, MB
 */
export async function fillEvening(
  databaseUrl: string,
  { casts, people, rounds }: FilledEvening,
  onProgress: (stored: number) => void,
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: events } = await client.query<{ id: string; model: string }>(
      'SELECT id, active_model_id AS model FROM events ORDER BY created_at DESC LIMIT 1',
    );
    const [event] = events;
    if (event === undefined) throw new Error('there is no event');
    const from = Date.now() - SINCE_MS - EVENING_MS;
    await storePeople(client, event.id, people, from);
    await storeRounds(client, event.id, rounds, from);
    await createPatterns(client);
    for (let stored = 0; stored < casts; stored += BATCH) {
      onProgress(stored);
      const last = Math.min(casts, stored + BATCH) - 1;
      await client.query(STORE, [...[event.id, event.model, stored, last], people, from, EVENING_MS / casts]);
    }
    for (const command of ['VACUUM ANALYZE', 'CHECKPOINT']) await client.query(command); // as it happens by itself during an evening
    const { rows } = await client.query<{ mb: number }>(
      'SELECT (pg_database_size(current_database()) / 1048576)::int AS mb',
    );
    return rows[0]?.mb ?? 0;
  } finally {
    await client.end();
  }
}

async function storePeople(client: pg.Client, eventId: string, count: number, from: number): Promise<void> {
  await client.query(
    `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove, created_at)
     SELECT $1, sha256(n::text::bytea), 'Wizard ' || n, ($3::text[])[1 + n % cardinality($3::text[])],
       ($4::text[])[1 + n % cardinality($4::text[])], ($5::text[])[1 + n % cardinality($5::text[])],
       to_timestamp(($6::float8 + n) / 1000)
     FROM generate_series(0, $2::int - 1) AS n`,
    [...[eventId, count, sigils, metals, groves], from],
  );
  await client.query('UPDATE events SET capacity = $2 WHERE id = $1', [eventId, count + 1_000]);
  await client.query(
    `CREATE TEMP TABLE people AS SELECT row_number() OVER (ORDER BY created_at) - 1 AS n, id FROM participants
     WHERE event_id = '${eventId}' AND nickname LIKE 'Wizard %'`,
  );
}

async function storeRounds(client: pg.Client, eventId: string, count: number, from: number): Promise<void> {
  await client.query(
    `INSERT INTO rounds (event_id, number, kind, starts_at, ends_at)
     SELECT $1, n + 1, 'free', to_timestamp(at / 1000), to_timestamp((at + $4::float8) / 1000)
     FROM (SELECT n, $3::float8 + (n + 0.5) * $5::float8 AS at FROM generate_series(0, $2::int - 1) AS n) AS round`,
    [eventId, count, from, ROUND_MS, EVENING_MS / count],
  );
}

async function createPatterns(client: pg.Client): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE patterns (n int, spell text, probabilities real[], duration_ms int, rate_hz real,
       max_gap_ms real, channels smallint, count smallint, checksum bigint, samples bytea, shape bytea)`,
  );
  const random = seeded(2018);
  for (let n = 0; n < PATTERNS; n++) {
    const place = n % starterSpellbook.length;
    const spell = starterSpellbook[place];
    const signal = simulateCast(parseGlyph(spell?.glyph ?? ''), simulatePerson(random), random);
    const rest = (1 - CONFIDENCE) / (starterSpellbook.length - 1);
    const probabilities = starterSpellbook.map((_, i) => (i === place ? CONFIDENCE : rest));
    await client.query('INSERT INTO patterns VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      ...[n, spell?.id, probabilities],
      ...recordedColumns(signal),
    ]);
  }
}

/** $1 event, $2 model, $3 and $4 first and last number, $5 people, $6 start and $7 step, ms. */
const STORE = `
  WITH made AS (
    SELECT made.*, person.id AS participant_id, pattern.spell, pattern.probabilities,
      ${RECORDED_COLUMNS.split(', ').map((column) => `pattern.${column}`).join(', ')}
    FROM (
      SELECT n, to_timestamp(($6::float8 + n * $7::float8) / 1000) AS at FROM generate_series($3::int, $4::int) AS n
    ) AS made
    JOIN patterns AS pattern ON pattern.n = made.n % ${PATTERNS}
    JOIN people AS person ON person.n = (made.n::bigint * 7919) % $5::int
  ), stored AS (
    INSERT INTO casts (id, event_id, participant_id, intent, spell_id, source, started_at, began_at, received_at,
      ${RECORDED_COLUMNS}, model_id, recognized_id, probabilities)
    SELECT uuidv7(at - clock_timestamp()), $1::uuid, participant_id,
      CASE WHEN n % ${TAUGHT_EVERY} = 0 THEN 'teach' ELSE 'cast' END,
      CASE WHEN n % ${TAUGHT_EVERY} = 0 THEN spell END,
      'motion', at, at, at + duration_ms * interval '1 ms',
      ${RECORDED_COLUMNS}, $2::uuid, CASE WHEN n % ${FIZZLED_EVERY} <> 0 THEN spell END, probabilities
    FROM made RETURNING id, recognized_id
  )
  INSERT INTO predictions (cast_id, event_id, model_id, spell_id, confidence, runner_up_id, runner_up_confidence)
  SELECT id, $1::uuid, $2::uuid, recognized_id, ${CONFIDENCE}, NULL, 0 FROM stored`; // prettier-ignore
