import { gzipSync } from 'node:zlib';
import { FailureError, type EveningImported } from '@wandcast/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EveningImport } from '../../../../apps/api/src/lifecycle/evening-files/evening-import.service.js';
import type {
  EveningRows,
  ImportedEveningRepository,
} from '../../../../apps/api/src/lifecycle/evening-files/imported-evening.repository.js';
import type { EventDeletions } from '../../../../apps/api/src/lifecycle/past-events/event-deletions.service.js';
import type { Bus } from '../../../../apps/api/src/platform/bus/bus.js';

const [book, spell] = ['0b2c1f5e-8a4d-4c1b-9a54-3f0d2f6f7c11', 'ember'];
const time = '2026-11-27T20:00:00.000+00:00';
const LINES = [
  { wandcast: 'evening', version: 1 },
  { table: 'spellbooks', row: { id: book, name: 'Main book', created_at: time, archived_at: null } },
  {
    table: 'spells',
    row: {
      ...{ spellbook_id: book, id: spell, name: 'Ember', hue: 'ember', glyph: 'M 0 0 L 1 1', hint: 'up' },
      ...{ position: 0, created_at: time, removed_at: null, direction: 'fixed', second_glyph: null },
    },
  },
  { end: true, rows: 2 },
].map((line) => JSON.stringify(line));

/** Reads a file with a database that takes everything. @returns the rows */
async function read(file: Uint8Array, pieceBytes = 1_000): Promise<EveningRows[]> {
  const stored: EveningRows[] = [];
  const rows: Pick<ImportedEveningRepository, 'store'> = {
    async store(_, batches) {
      for await (const batch of batches) stored.push(batch);
      return { code: 'MOTH4272', title: 'x' } as EveningImported;
    },
  };
  const [deletions, bus] = [{ announce: () => undefined }, { publishToAll: () => undefined }];
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.byteLength; at += pieceBytes)
      yield await Promise.resolve(file.subarray(at, at + pieceBytes));
  }
  const imports = new EveningImport(
    rows as ImportedEveningRepository,
    deletions as EventDeletions,
    bus as unknown as Bus,
  );
  await imports.store({ id: 'room', organizationId: 'organization' }, pieces());
  return stored;
}
const readText = (text: string): Promise<EveningRows[]> => read(Buffer.from(text));

describe('a file of an evening', () => {
  test('is read row by row, plain or gzipped, in pieces of any size', async () => {
    const text = LINES.join('\n');
    const names = async (file: Uint8Array, pieceBytes: number): Promise<unknown> =>
      (await read(file, pieceBytes)).map(({ table, rows }) => [table.name, rows.length]);
    for (const pieceBytes of [1, 7, 10_000])
      for (const file of [Buffer.from(text), gzipSync(text)])
        expect(await names(file, pieceBytes)).toEqual([
          ['spellbooks', 1],
          ['spells', 1],
        ]);
  });

  test.each([
    ['without its end', LINES.slice(0, 3), 'the end is missing'],
    ['without a row', [LINES[0], LINES[1], LINES[3]], 'rows are missing'],
    ['that goes on after its end', [...LINES, LINES[1]], 'line 5: after the end'],
    ['with tables in another order', [LINES[0], LINES[2], LINES[1], LINES[3]], 'line 3: unexpected table'],
    ['of another version', ['{"wandcast":"evening","version":2}'], 'line 1: '],
    ['with another table', [LINES[0], '{"table":"secrets","row":{}}'], 'line 2: unexpected table'],
    ['with a NUL', [LINES[0], LINES[1]?.replace('Main', String.raw`\u0000`)], 'line 2: a text that cannot be stored'],
    ['with a half line', [LINES[0], LINES[1]?.slice(0, 30)], 'line 2: not JSON'],
  ])('%s is refused, with the line', async (_, lines, detail) => {
    await expect(readText(lines.join('\n'))).rejects.toMatchObject({
      code: 'evening-unreadable',
      detail: expect.stringContaining(detail) as string,
    });
  });

  test('with any damage is refused by name, or read', async () => {
    const text = LINES.join('\n');
    const edited = fc
      .tuple(fc.nat(text.length), fc.nat(40), fc.oneof(fc.string(), fc.json(), fc.constantFrom(...LINES)))
      .map(([at, cut, put]) => Buffer.from(text.slice(0, at) + put + text.slice(at + cut)));
    const packed = gzipSync(text);
    const damaged = fc
      .tuple(fc.nat(packed.byteLength - 1), fc.integer({ min: 1, max: 255 }))
      .map(([at, bits]) => packed.map((byte, i) => (i === at ? byte ^ bits : byte)));
    const cut = fc.nat(packed.byteLength).map((bytes) => packed.subarray(0, bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(edited, damaged, cut, fc.uint8Array()), async (file) => {
        try {
          await read(file, 100);
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError);
          expect(error).toMatchObject({ code: 'evening-unreadable' });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
