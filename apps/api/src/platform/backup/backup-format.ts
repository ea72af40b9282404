import { z } from 'zod';

// A backup is a gzipped SQL script of data only, in the plain format of pg_dump: a header, a `COPY … FROM stdin` with the
// rows of each table, the positions of the sequences, and a footer with the numbers of rows. psql reads it, too.

/** The first line after its prefix. */
export const backupHeader = z.object({
  format: z.literal(1),
  /** Version of Wandcast that wrote it. */
  version: z.string(),
  at: z.iso.datetime(),
  /** Migrations of the database, oldest first. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
});
export type BackupHeader = z.output<typeof backupHeader>;

/** The last line after its prefix: rows by table. */
export const backupFooter = z.object({ rows: z.record(z.string(), z.int().min(0)) });
export type BackupFooter = z.output<typeof backupFooter>;

export const HEADER_PREFIX = '-- Wandcast backup ';
export const FOOTER_PREFIX = '-- End ';
/** Ends the rows of a table. */
export const END_OF_ROWS = '\\.';

/** Names without quotes, which is all that the schema has. */
const NAME = '[a-z_][a-z0-9_]*';
export const COPY_LINE = new RegExp(`^COPY public\\.(${NAME}) \\((${NAME}(?:, ${NAME})*)\\) FROM stdin;$`);
export const SEQUENCE_LINE = new RegExp(`^SELECT setval\\('public\\.(${NAME})', (\\d{1,19})\\);$`);

export const copyLine = (table: string, columns: readonly string[]): string =>
  `COPY public.${table} (${columns.join(', ')}) FROM stdin;`;
export const sequenceLine = (sequence: string, value: string): string =>
  `SELECT setval('public.${sequence}', ${value});`;
