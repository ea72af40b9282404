import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../support/server-process.js';

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('wandcast-fuzz-'));

test('3,000 hostile messages crash nothing, reach nothing, learn nothing, and lose no cast beside them', async () => {
  const before = folders();
  const command = await runCommandProcess('fuzz', ['--messages', '3000', '--warm-up', '500', '--json']);
  const result = command.json() as { messages: number; answered: number; succeeded: number; good: { casts: number } };
  expect(result).toMatchObject({
    ...{ crashes: 0, unhandled: 0, internal: 0, unauthorised: 0, leaked: 0, undefended: 0, findings: [], seed: 1 },
    good: { lost: 0, refused: 0 },
  });
  expect(result.messages).toBeGreaterThanOrEqual(3_000);
  expect(result.answered).toBeGreaterThan(1_500); // reached the parsers, instead of a closed connection
  expect(result.succeeded).toBeGreaterThan(200);
  expect(result.good.casts).toBeGreaterThan(10);
  expect(folders()).toEqual(before);
});

test.each([
  [['--messages', 'many'], /--messages must be a whole number/],
  [['--kills', '3'], /--kills/],
])('bad flags %j are reported in one line', async (args, line) => {
  const { code, stderr } = await runCommandProcess('fuzz', args);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(line);
});
