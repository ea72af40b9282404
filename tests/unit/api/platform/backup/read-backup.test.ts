import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BackupError } from '../../../../../apps/api/src/platform/backup/backup-error.js';
import {
  END_OF_ROWS,
  FOOTER_PREFIX,
  HEADER_PREFIX,
  copyLine,
  sequenceLine,
} from '../../../../../apps/api/src/platform/backup/backup-format.js';
import { readBackup } from '../../../../../apps/api/src/platform/backup/read-backup.js';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  file = path.join(folder, 'evening.sql.gz');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Content {
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: readonly string[] }[]; // prettier-ignore
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
}

function textOf({ tables, sequences }: Content): string {
  const header = { format: 1, version: '0.2.0', at: '2026-11-30T20:00:00.000Z', migrations: [{ name: '1', checksum: 'c' }] }; // prettier-ignore
  const rows = Object.fromEntries(tables.map(({ name, rows }) => [name, rows.length]));
  return [
    HEADER_PREFIX + JSON.stringify(header),
    ...tables.flatMap(({ name, columns, rows }) => [copyLine(name, columns), ...rows, END_OF_ROWS]),
    ...sequences.map(({ name, value }) => sequenceLine(name, value)),
    FOOTER_PREFIX + JSON.stringify({ rows }),
    '',
  ].join('\n');
}

/** Everything that a visitor gets from the file. */
async function read(bytes: Uint8Array): Promise<Content> {
  await writeFile(file, bytes);
  const [tables, sequences]: [Content['tables'][number][], Content['sequences'][number][]] = [[], []];
  await readBackup(file, {
    table: async (name, columns, lines) => {
      const rows: string[] = [];
      for await (const line of lines) rows.push(line.toString('utf8', 0, line.length - 1));
      tables.push({ name, columns, rows });
    },
    sequence: (name, value) => Promise.resolve(void sequences.push({ name, value })),
  });
  return { tables, sequences };
}

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/);
const row = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter((text) => !text.includes('\n') && text !== END_OF_ROWS);
const content = fc.record({
  tables: fc.uniqueArray(
    fc.record({
      name,
      columns: fc.array(name, { minLength: 1, maxLength: 4 }),
      rows: fc.array(row, { maxLength: 20 }),
    }),
    { maxLength: 4, selector: (table) => table.name },
  ),
  sequences: fc.array(fc.record({ name, value: fc.nat().map(String) }), { maxLength: 3 }),
});

test('what is written to a backup is read from it', async () => {
  await fc.assert(
    fc.asyncProperty(content, async (whole) => {
      expect(await read(gzipSync(textOf(whole)))).toEqual(whole);
    }),
    { numRuns: 100 },
  );
});

/** A part of a file is replaced by other bytes. */
const damage = (whole: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.uint8Array({ maxLength: 8 }))
    .map(([from, until, bytes]) => Buffer.concat([whole.subarray(0, from), bytes, whole.subarray(until)]));

const example: Content = {
  tables: [
    { name: 'casts', columns: ['id', 'samples'], rows: Array.from({ length: 20 }, (_, n) => `${n}\t\\\\x${(n * 7919).toString(16)}`) },
    { name: 'spells', columns: ['id'], rows: ['ember', 'tide'] },
  ],
  sequences: [{ name: 'audit_id_seq', value: '7' }],
}; // prettier-ignore

test.each([
  ['packed', 9],
  ['stored without compression', 0],
] as const)('a damaged file that was %s is refused by name, or reads as what it was', async (_, level) => {
  const whole = gzipSync(textOf(example), { level });
  await fc.assert(
    fc.asyncProperty(fc.oneof(damage(whole), fc.uint8Array({ maxLength: 80 })), async (bytes) => {
      const result = await read(bytes).catch((error: unknown) => error);
      if (!(result instanceof BackupError)) expect(result).toEqual(example);
    }),
    { numRuns: 300 },
  );
});

/** Bytes of a file that are read at a time. */
const CHUNK = 65_536;
/** Bytes of a gzip file after its content: checksum and length. */
const TRAILER = 8;

test('a file with one changed byte is refused, also if its checksum is read after its last line', async () => {
  const zipped = (padding: number): Buffer => {
    const spells = { name: 'spells', columns: ['id'], rows: ['ember', 'tide'.padEnd(padding, 's')] };
    return gzipSync(textOf({ ...example, tables: [spells] }), { level: 0 });
  };
  let padding = CHUNK - zipped(4).length + TRAILER + 4;
  while (zipped(padding).length - TRAILER > CHUNK) padding--; // more content has more headers of blocks
  const whole = zipped(padding);
  expect(whole.length - TRAILER).toBe(CHUNK);
  const changed = Buffer.from(whole);
  changed.writeUInt8('E'.charCodeAt(0), whole.indexOf('ember'));
  await expect(read(changed)).rejects.toThrow(BackupError);
  await expect(read(whole)).resolves.toMatchObject({ tables: [{ name: 'spells' }] });
});

test('a file whose text is damaged is refused by name, or is another whole backup', async () => {
  const text = Buffer.from(textOf(example));
  await fc.assert(
    fc.asyncProperty(damage(text), async (bytes) => {
      const result = await read(gzipSync(bytes)).catch((error: unknown) => error);
      if (!(result instanceof BackupError)) expect((result as Content).tables.map((one) => one.name)).toEqual(['casts', 'spells']); // prettier-ignore
    }),
    { numRuns: 300 },
  );
});
