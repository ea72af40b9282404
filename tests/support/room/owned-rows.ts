import type { TestServer } from '../test-server.js';

/** Rows that are not theirs: what the server thinks of casts, who looks at them, and what the team did. */
const OWN = ['predictions', 'label_leases', 'cast_maps', 'map_points', 'audit'];

/** Columns by which a row belongs to a participant, or to an event. The first one that a table has counts. */
const columns = { participant: ['participant_id', 'cast_id'], event: ['event_id', 'participant_id', 'cast_id'] };

/** Every row of one participant, or of everyone and everything in an event, by table. */
export async function ownedRows(
  server: Pick<TestServer, 'query'>,
  of: keyof typeof columns,
  id: string,
): Promise<Record<string, string[]>> {
  const people = `SELECT id FROM participants WHERE ${of === 'participant' ? 'id' : 'event_id'} = $1`;
  const conditions: Readonly<Record<string, string>> = {
    event_id: 'event_id = $1',
    participant_id: `participant_id IN (${people})`,
    cast_id: `cast_id IN (SELECT id FROM casts WHERE participant_id IN (${people}))`,
  };
  const declared = await server.query<{ name: string; has: string[] }>(
    `SELECT table_name AS name, array_agg(column_name::text) AS has FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = ANY($1) AND table_name <> ALL($2) GROUP BY table_name`,
    [columns[of], OWN],
  );
  const found: Record<string, string[]> = {};
  const read = async (table: string, condition = 'false'): Promise<void> => {
    const rows = await server.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t WHERE ${condition}`, [id]);
    found[table] = rows.map(({ row }) => row).sort();
  };
  for (const { name, has } of declared)
    await read(name, conditions[columns[of].find((column) => has.includes(column)) ?? '']);
  await read('participants', `id IN (${people})`);
  if (of === 'event') {
    // What is kept is changes, which are added up now and then.
    const counts = await server.query<{ row: string }>(
      `SELECT (state, model_id, sum(casts))::text AS row FROM label_state_counts
       WHERE event_id = $1 GROUP BY state, model_id HAVING sum(casts) <> 0`,
      [id],
    );
    found['label_state_counts'] = counts.map(({ row }) => row).sort();
    await read('events', 'id = $1');
    await read('rooms', 'id = (SELECT room_id FROM events WHERE id = $1)');
  }
  return found;
}
