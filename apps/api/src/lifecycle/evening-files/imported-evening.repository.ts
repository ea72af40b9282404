import { Injectable } from '@nestjs/common';
import { FailureError, type EveningImported } from '@wandcast/protocol';
import pg from 'pg';
import type { GuardedRoom } from '../../accounts/members/member.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import type { EveningTable } from './evening-tables.js';
import { EveningWriter } from './evening-writer.js';

/** PostgreSQL: a row with this id exists. */
const UNIQUE_VIOLATION = '23505';
/** PostgreSQL: values that no column can hold, or rows that refer to none. */
const INVALID = /^2[23]/;

/** Checked rows of one table of the file. */
export interface EveningRows {
  readonly table: EveningTable;
  readonly rows: readonly unknown[];
}

/** Stores evenings, each in one transaction on its own connection. */
@Injectable()
export class ImportedEveningRepository {
  constructor(private readonly config: ServerConfig) {}

  /**
   * Stores all of an evening in a room or, if anything throws, nothing.
   * @throws FailureError `evening-exists`, `evening-unreadable`; errors of `batches`
   */
  async store(room: GuardedRoom, batches: AsyncIterable<EveningRows>): Promise<EveningImported> {
    const client = new pg.Client({ connectionString: this.config.databaseUrl, application_name: 'wandcast import' });
    client.on('error', () => undefined); // the query in progress fails too
    await client.connect();
    try {
      await client.query('BEGIN');
      const writer = new EveningWriter(client, room);
      for await (const { table, rows } of batches) await writer.store(table, rows);
      const imported = await writer.finish();
      await client.query('COMMIT');
      return imported;
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      if (code === UNIQUE_VIOLATION) throw new FailureError('evening-exists');
      if (INVALID.test(code)) throw new FailureError('evening-unreadable', message);
      throw error;
    } finally {
      await client.end(); // rolls back what is not committed
    }
  }
}
