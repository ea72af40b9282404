import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { AttacksResult } from '../../apps/tools/src/fuzz/attacks/attack-result.js';
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

test('[M6] a small room withstands a flood, a slow reader and unread exports, and loses no cast', async () => {
  const names = ['connect-packets', 'slow-reader', 'unread-exports'];
  const args = ['--attacks', '--only', names.join(), '--wands', '10', '--seconds', '3', '--json'];
  const { stdout, stderr } = await runCommandProcess('fuzz', args); // its exit code also tells times, which are not judged here
  expect(stderr).toBe('');
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as AttacksResult;
  expect(result).toMatchObject({ lost: 0, crashes: 0, unhandled: 0, errors: [], wands: 10, seconds: 3, seed: 1 });
  expect(result.attacks.map(({ attack }) => attack)).toEqual(names);
  for (const { counts, castsBefore, castsDuring, refusedGood } of result.attacks) {
    expect(counts.sent).toBeGreaterThan(20); // the attack has happened
    expect(castsBefore).toBeGreaterThan(0);
    expect(castsDuring).toBeGreaterThan(0);
    expect(refusedGood).toBe(0);
  }
  expect(result.attacks[0]?.counts.closed).toBeGreaterThan(0); // of the connections that flooded
});

test.each([
  [['--attacks', '--only', 'nothing'], /--only knows control, .*, not "nothing"/],
  [['--only', 'joins'], /--only belongs to --attacks/],
  [['--wands', '0'], /--wands must be a whole number/],
  [['--messages', 'many'], /--messages must be a whole number/],
  [['--kills', '3'], /--kills/],
])('bad flags %j are reported in one line', async (args, line) => {
  const { code, stderr } = await runCommandProcess('fuzz', args);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(line);
});
