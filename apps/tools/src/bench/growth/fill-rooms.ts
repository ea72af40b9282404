import pg from 'pg';

/** Rooms written by one statement. */
const BATCH = 2_000;

/**
 * Stores archived rooms, each with an event, in a database whose server does not run. They are older than its current
 * event, and share its spellbook and model.
 */
export async function fillRooms(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let first = 0; first < count; first += BATCH)
      await client.query(STORE, [first, Math.min(count, first + BATCH) - 1]);
  } finally {
    await client.end();
  }
}

/** $1 and $2 numbers of the first and the last. */
const STORE = `
  WITH made AS (
    INSERT INTO rooms (id, name, created_at, archived_at)
    SELECT gen_random_uuid(), 'Room ' || n, now() - interval '30 days' + n * interval '1 second', now()
    FROM generate_series($1::int, $2::int) AS n RETURNING id, name, created_at
  )
  INSERT INTO events (room_id, code, title, spellbook_id, active_model_id, created_at)
  SELECT made.id, 'AR' || lpad(substring(made.name FROM 6), 6, '0'), made.name, main.spellbook_id, main.active_model_id,
    made.created_at
  FROM made, (SELECT * FROM events ORDER BY created_at DESC LIMIT 1) AS main`;
