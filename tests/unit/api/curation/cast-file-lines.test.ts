import { gzipSync } from 'node:zlib';
import { TIDY_HEADER, seeded, tidyCsvLines } from '@wandcast/gesture';
import { FailureError } from '@wandcast/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peek, gunzipped, type Bytes } from '../../../../apps/api/src/platform/files/byte-stream.js';
import { csvFields } from '../../../../apps/api/src/curation/import/parsing/csv-fields.js';
import { MAX_LINE_BYTES, linesOf, type Line } from '../../../../apps/api/src/platform/files/line-reader.js';
import { readCastFile } from '../../../../apps/api/src/curation/import/parsing/read-cast-file.js';
import { tidyItems } from '../../../../apps/api/src/curation/import/parsing/tidy-csv-rows.js';

async function* inPieces(bytes: Uint8Array, size: number): Bytes {
  for (let at = 0; at < bytes.byteLength; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('linesOf', () => {
  const text = 'one\r\n\n  \nzwölf 🪄\nlast';
  test.each([1, 2, 3, 7, 100])('yields the same lines from pieces of %i bytes', async (size) => {
    const lines = await all(linesOf(inPieces(Buffer.from(text), size)));
    expect(lines).toEqual<Line[]>([
      { line: 1, text: 'one\r' },
      { line: 4, text: 'zwölf 🪄' },
      { line: 5, text: 'last' },
    ]);
  });

  test('reports lines that are too long or not UTF-8 and continues with the next line', async () => {
    const bytes = Buffer.concat([Buffer.alloc(MAX_LINE_BYTES + 1, 97), Buffer.from('\n'), Buffer.from([0xff, 10, 98])]);
    expect(await all(linesOf(inPieces(bytes, 65_536)))).toEqual<Line[]>([
      { line: 1, reason: 'longer than 2 MB' },
      { line: 2, reason: 'not UTF-8' },
      { line: 3, text: 'b' },
    ]);
  });
});

describe('gunzipped', () => {
  test('rejects a stream that unpacks to more than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000));
    const reading = all(gunzipped(inPieces(bomb, 1000), 1_000_000));
    await expect(reading).rejects.toBeInstanceOf(FailureError);
  });

  test('can be peeked, and rethrows a later error at its position', async () => {
    const whole = gzipSync(Buffer.from('a'.repeat(100_000)));
    const { start, all: rest } = await peek(gunzipped(inPieces(whole.subarray(0, 60), 20)), 10);
    expect(start.byteLength).toBeLessThanOrEqual(100_000);
    await expect(all(rest)).rejects.toThrow();
  });
});

describe('readCastFile', () => {
  const cast = { id: 'a', label: 'O', t: [0, 10, 20, 30], x: [1, 2, 3, 4], y: [1, 2, 3, 4], z: [1, 2, 3, 4] };
  const open = (text: string) => readCastFile(inPieces(Buffer.from(text), 50));

  test('detects the format from the content, with or without a byte order mark', async () => {
    const file = await open(`\ufeff${JSON.stringify(cast)}\n`);
    expect(file).toMatchObject({ format: 'ndjson', isGzipped: false });
    expect(await all(file.items)).toMatchObject([{ kind: 'cast', line: 1, cast: { id: 'a' } }]);
    expect((await open('"label","time","direction","accel","recording_num"\n')).format).toBe('tidy-csv');
    expect((await open(`garbage\n${JSON.stringify(cast)}`)).format).toBe('ndjson');
    await expect(open('a,b,c\n1,2,3')).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('reports casts with too few samples and names that are too long as bad lines', async () => {
    const long = { ...cast, user: 'x'.repeat(201) };
    const { items } = await open([cast, { ...cast, t: [0] }, long].map((one) => JSON.stringify(one)).join('\n'));
    expect(await all(items)).toMatchObject([
      { kind: 'cast' },
      { kind: 'bad', line: 2, reason: 'x has 4 values, t has 1' },
      { kind: 'bad', line: 3, reason: 'user is longer than 200 characters' },
    ]);
  });

  test('reports the line numbers of bad CSV rows and limits the number of rows', async () => {
    const csv = 'time,direction,accel,label,recording_num\r\n1,m_x,1,O,1\r\n\r\n2,m_q,1,O,1\r\n3,m_x,"1,O,1\r\n4,m_x';
    const bad = (await all(tidyItems(inPieces(Buffer.from(csv), 20)))).filter(({ kind }) => kind === 'bad');
    expect(bad.slice(0, 3)).toEqual([
      { kind: 'bad', line: 4, reason: 'direction is none of m_x, m_y, m_z' },
      { kind: 'bad', line: 5, reason: 'unbalanced quotes' },
      { kind: 'bad', line: 6, reason: 'no accel, label, recording_num' },
    ]);
    await expect(all(tidyItems(inPieces(Buffer.from(csv), 20), 1))).rejects.toMatchObject({ code: 'import-too-large' });
  });

  test.each([
    ['a,b', ['a', 'b']],
    ['', ['']],
    ['a,,', ['a', '', '']],
    ['"a, ""b""",c', ['a, "b"', 'c']],
    [' a , b', ['a', 'b']],
    ['"a', undefined],
    ['"a"b', undefined],
    ['a"b', undefined],
  ])('parses the CSV line %j into the fields %j', (line, fields) => {
    expect(csvFields(line)).toEqual(fields);
  });
});

const cast = '{"id":"a","user":"b","label":"O","t":[0,1,2,3],"x":[0,0,0,0],"y":[0,0,0,0],"z":[0,0,0,0]}\n';

test.each([false, true])(
  'reading stops when it is aborted, in a file of line breaks (gzipped: %s)',
  async (isGzipped) => {
    const abort = new AbortController();
    let isClosed = false;
    async function* endless(): Bytes {
      const breaks = Buffer.alloc(64 * 1024, '\n');
      try {
        yield isGzipped ? gzipSync(cast) : Buffer.from(cast);
        for (;;) yield isGzipped ? gzipSync(breaks) : await Promise.resolve(breaks);
      } finally {
        isClosed = true;
      }
    }
    const { items } = await readCastFile(endless(), abort.signal);
    setTimeout(() => {
      abort.abort(new Error('canceled')); // the timer only runs if the event loop turns
    }, 20);
    await expect(all(items)).rejects.toThrow('canceled');
    await expect.poll(() => isClosed).toBe(true);
  },
);

test('reading stops within a piece of sixteen megabytes of line breaks', async () => {
  const abort = new AbortController();
  const piece = Buffer.concat([Buffer.from(cast), Buffer.alloc(1 << 24, '\n')]);
  const { items } = await readCastFile(inPieces(piece, piece.byteLength), abort.signal);
  setTimeout(() => {
    abort.abort(new Error('canceled')); // the timer only runs if the event loop turns
  }, 1);
  await expect(all(items)).rejects.toThrow('canceled');
});

/** A canceled import must stop within 100 ms; a machine that runs other tests, too, may be five times as slow. */
const STOPPED_MS = 500;
const MEGABYTE = 1 << 20;
const csvRow = '0,m_x,1,O,1\n';
const files: Readonly<Record<string, Buffer>> = {
  'line breaks': Buffer.concat([Buffer.from(cast), Buffer.alloc(4 * MEGABYTE, '\n')]),
  casts: Buffer.from(cast.repeat(MEGABYTE / 2 / cast.length)),
  'one endless line': Buffer.concat([Buffer.from(cast), Buffer.alloc(4 * MEGABYTE, 'x')]),
  'CSV rows': Buffer.from(`time,direction,accel,label,recording_num\n${csvRow.repeat(MEGABYTE / 8 / csvRow.length)}`),
};
const variants = Object.keys(files).flatMap((name) => [false, true].map((isGzipped) => ({ name, isGzipped })));

test.each(variants)('reading $name stops soon after an abort at any byte (gzipped: $isGzipped)', async (variant) => {
  const whole = files[variant.name] ?? Buffer.alloc(0);
  const file = variant.isGzipped ? gzipSync(whole) : whole;
  await fc.assert(
    fc.asyncProperty(fc.nat(file.byteLength - 1), fc.integer({ min: 512, max: MEGABYTE }), async (offset, size) => {
      const abort = new AbortController();
      let abortedAt = Infinity;
      const cancel = (): void => {
        abortedAt = performance.now();
        abort.abort(new Error('canceled'));
      };
      async function* bytes(): Bytes {
        for (let at = 0; ; at = at + size < file.byteLength ? at + size : 0) {
          if (at <= offset && offset < at + size) setImmediate(cancel); // while the piece with the byte is read
          yield await Promise.resolve(file.subarray(at, at + size));
        }
      }
      await expect(readCastFile(bytes(), abort.signal).then(({ items }) => all(items))).rejects.toThrow('canceled');
      expect(performance.now() - abortedAt).toBeLessThan(STOPPED_MS);
    }),
    { numRuns: 10 },
  );
});

test('a CSV with thousands of columns is refused, because each of its rows would look for all of them', async () => {
  const header = 'time,direction,accel,label,recording_num';
  const row = '\n0,x,1,O,1'.repeat(4);
  const open = (columns: number) => {
    const file = Buffer.from(`${header}${','.repeat(columns)}${row}`);
    return readCastFile(inPieces(file, file.byteLength));
  };
  expect((await open(100)).format).toBe('tidy-csv');
  await expect(open(5_000)).rejects.toThrow('neither NDJSON nor a CSV');
});

test('names the line of a text that cannot be stored, and reads the others', async () => {
  const lines = [cast, cast.replace('"b"', '"b\\u0000"'), cast.replace('"O"', '"\\ud800"'), cast].join('');
  const { items } = await readCastFile(inPieces(Buffer.from(lines), 50));
  expect((await all(items)).map((item) => (item.kind === 'bad' ? `${item.line} ${item.reason}` : item.kind))).toEqual([
    'cast',
    '2 user contains a NUL or half a character',
    '3 label contains a NUL or half a character',
    'cast',
  ]);
  const csv = 'time,direction,accel,label,recording_num\n0,m_x,1,a\0,1\n';
  const tidy = await all((await readCastFile(inPieces(Buffer.from(csv), 50))).items);
  expect(tidy).toEqual([{ kind: 'bad', line: 2, reason: 'label contains a NUL or half a character' }]);
});

test('says that something follows the gzip data', async () => {
  const file = Buffer.concat([gzipSync(cast), Buffer.from('and a note')]);
  await expect(readCastFile(inPieces(file, file.length))).rejects.toThrow('something else follows the gzip data');
});

test('a compressed CSV that is cut off gives the recordings that are whole, then its fault', async () => {
  const random = seeded(2);
  const axis = () => Float32Array.from({ length: 60 }, () => 20 * (random() - 0.5));
  const t = Float32Array.from({ length: 60 }, (_, i) => 16 * i);
  const cast = (id: string) => ({ id, user: 'Ada', label: 'Tide', signal: { t, linear: { x: axis(), y: axis(), z: axis() } } }); // prettier-ignore
  const lines = Array.from({ length: 10 }, (_, i) => tidyCsvLines(cast(`${i}`), i + 1));
  const whole = gzipSync([TIDY_HEADER, ...lines].join('\n'));
  const items: { kind: string }[] = [];
  const reading = (async () => {
    const cutOff = inPieces(whole.subarray(0, Math.floor(0.7 * whole.byteLength)), 1_000);
    for await (const item of tidyItems(gunzipped(cutOff))) items.push(item);
  })();
  await expect(reading).rejects.toThrow('unexpected end of file');
  const count = items.filter(({ kind }) => kind === 'cast').length;
  expect(count).toBeGreaterThan(4);
  expect(count).toBeLessThan(8);
});
