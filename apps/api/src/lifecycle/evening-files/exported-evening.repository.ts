import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { SESSION_OPTIONS } from '../../platform/database/database.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { eveningTables, type EveningTable } from './evening-tables.js';

/** Rows read at once: about 1 MB of casts. */
const PAGE = 100;

/** Reads everything of an evening. */
@Injectable()
export class ExportedEveningRepository {
  constructor(private readonly config: ServerConfig) {}

  /**
   * The lines of its file. All rows are of one moment, because one transaction reads them, on its own connection.
   */
  async *lines(eventId: string): AsyncGenerator<string> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'wandcast export',
      options: SESSION_OPTIONS, // times are read back with the offset of UTC
    });
    client.on('error', () => undefined); // the query in progress fails too
    await client.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      yield `${JSON.stringify({ wandcast: 'evening', version: 1 })}\n`;
      let rows = 0;
      for (const table of eveningTables)
        for await (const page of pagesOf(client, table, eventId)) {
          rows += page.length;
          yield page.map((row) => `{"table":"${table.name}","row":${row}}\n`).join('');
        }
      yield `${JSON.stringify({ end: true, rows })}\n`;
    } finally {
      await client.end();
    }
  }
}

/** The rows of a table as JSON, page by page. */
async function* pagesOf(client: pg.Client, table: EveningTable, eventId: string): AsyncGenerator<string[]> {
  const columns = Object.keys(table.row.shape).join(', ');
  await client.query(
    `DECLARE page CURSOR FOR SELECT row_to_json(t)::text AS row
      FROM (SELECT ${columns} FROM ${table.name} WHERE ${table.where.replaceAll('$1', `'${eventId}'::uuid`)} ORDER BY ${table.order}) t`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${PAGE} FROM page`);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < PAGE) break;
  }
  await client.query('CLOSE page');
}
