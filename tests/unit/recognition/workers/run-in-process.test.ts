import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInProcess } from '@wandcast/recognition';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from '../../../support/server-process.js';

const LIMITS = { timeMs: 20_000, memoryMb: 512 };

/** Answers with its process id and what it was sent, or does what it was told. */
const PROGRAM = `
process.once('message', ({ bytes, order }) => {
  if (order === 'end') process.exit(3);
  const kept = [];
  if (order === 'much') process.send(new Uint8Array(bytes));
  else if (order === 'grow') setInterval(() => kept.push(Buffer.alloc(2 ** 24, 1)), 20);
  else if (order === undefined) process.send({ pid: process.pid, sum: bytes.reduce((all, one) => all + one, 0) });
  else setInterval(() => undefined, 1_000);
});`;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  file = path.join(folder, 'program.mjs');
  await writeFile(file, PROGRAM);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (input: object, limits: object = {}): Promise<unknown> =>
  runInProcess({ file, input, ...LIMITS, ...limits });

test('a process is sent its input, answers once, and is gone', async () => {
  const { pid, sum } = (await run({ bytes: new Uint8Array(1_000).fill(2) })) as { pid: number; sum: number };
  expect(sum).toBe(2_000);
  expect(isAlive(pid)).toBe(false);
});

test('an answer of many megabytes arrives, although its process has ended meanwhile', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => run({ order: 'much', bytes: 8_000_000 })));
  for (const answer of answers) expect((answer as Uint8Array).length).toBe(8_000_000);
});

test('one that ends before it answers, takes too long, or needs too much memory is reported', async () => {
  await expect(run({ order: 'end' })).rejects.toThrow('the process ended (3)');
  await expect(run({ order: 'wait' }, { timeMs: 300 })).rejects.toThrow(/abort/i);
  await expect(run({ order: 'grow' }, { memoryMb: 150 })).rejects.toThrow('more than 150 MB of memory');
});
