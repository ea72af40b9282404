import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../../apps/tools/src/cli/usage-error.js';
import { readCasts } from '../../../apps/tools/src/input-files/read-casts.js';
import { readLabeledCasts } from '../../../apps/tools/src/input-files/read-labeled-casts.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const made = path.join(folder, name);
  await writeFile(made, content);
  return made;
}

const line = (id: string): string =>
  `{"id":"${id}","user":"u","label":"O","t":[0,10,20,30],"x":[0,1,2,3],"y":[0,1,2,3],"z":[0,1,2,3]}`;
const csv = [
  'time,direction,accel,label,recording_num',
  ...['m_x', 'm_y', 'm_z'].flatMap((direction) => [0.05, 0.1, 0.15].map((t) => `${t},${direction},1.5,Tide,gesture 1`)),
].join('\n');

test.each<[string, string | Buffer, number]>([
  ['a.ndjson', `${line('1')}\n\n${line('2')}\r\n`, 2],
  ['b.ndjson.gz', gzipSync(line('1')), 1],
  ['c.csv', `\uFEFF${csv.replaceAll('\n', '\r\n')}\r\n`, 1],
  ['d.csv.gz', gzipSync(csv), 1],
])('%s is read', async (name, content, count) => {
  expect(await readCasts(await file(name, content))).toHaveLength(count);
});

test('a training reads the parts of a trimmed cast instead of the whole', async () => {
  const whole = line('1').replace('"label"', '"replaced":true,"label"');
  const part = line('2').replace('"label"', '"original":"1","label"');
  const made = await file('cut.ndjson', [whole, part, line('3').replace('"O"', '"X"')].join('\n'));
  expect((await readLabeledCasts(made)).map(({ id }) => id)).toEqual(['2', '3']);
});

describe('an unreadable file is reported with its name, line and reason', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['empty.ndjson', '', /contains no casts/],
    ['broken.ndjson', `${line('1')}\n{"id":`, /line 2: /],
    ['short.ndjson', line('1').replace('"z":[0,1,2,3]', '"z":[0]'), /line 1: /],
    ['cut.ndjson.gz', gzipSync(line('1').repeat(50)).subarray(0, 60), /gzip/],
    ['other.ndjson.gz', 'not gzip', /gzip/],
    ['broken.csv', 'time,direction,accel,label,recording_num\nsoon,m_x,1,Tide,1', /line 2: time/],
  ])('%s', async (name, content, reason) => {
    const made = await file(name, content);
    const result = readCasts(made);
    await expect(result).rejects.toBeInstanceOf(UsageError);
    await expect(result).rejects.toThrow(reason);
    await expect(result).rejects.toThrow(made);
  });

  test('a missing file', async () => {
    await expect(readCasts(path.join(folder, 'nowhere'))).rejects.toThrow('no such file');
  });
});
