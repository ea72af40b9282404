import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, runCommandProcess } from '../support/server-process.js';

interface Times {
  readonly p50: number;
  readonly max: number;
}
interface Summary {
  readonly acked: number;
  readonly recoveredMs: Times;
  readonly backMs: Times;
  readonly missed: readonly string[];
}

/** Processes that run in a temporary folder of the command. */
function leftProcesses(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args=']).toString().split('\n');
  return lines.filter((line) => line.includes(folder));
}

function siteFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('wandcast-chaos-'));
}

test('server, database and network are killed under load: every acknowledged cast is stored once, and the room comes back', async () => {
  const before = siteFolders();
  const faults = ['kill-server', 'kill-postmaster', 'reset', 'swallow', 'freeze-server'];
  const args = ['--kills', String(faults.length), '--wands', '8', '--only', faults.join(','), '--json'];
  const { code, stdout } = await runCommandProcess('chaos', args);
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Summary;
  expect(code).toBe(summary.missed.length === 0 ? 0 : 1); // a busy machine misses times, which are not judged here
  expect(summary).toMatchObject({
    ...{ kills: { api: 1, database: 1, redis: 0, network: 2 }, freezes: 1, stuckAfter: null },
    ...{ lost: 0, duplicates: 0, wrongOwner: 0, damaged: 0, unanswered: 0 },
  });
  expect(summary.acked).toBeGreaterThan(30);
  for (const { p50, max } of [summary.recoveredMs, summary.backMs]) {
    expect(p50).toBeGreaterThan(0);
    expect(max).toBeGreaterThanOrEqual(p50);
  }
  expect(siteFolders()).toEqual(before);
});

test('Ctrl-C ends it with one line, and leaves neither process nor file', async () => {
  const before = siteFolders();
  const script = path.join(root, 'apps/tools/dist/commands/chaos.js');
  const child = spawn(process.execPath, [script, '--wands', '2'], { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  let folder: string | undefined;
  await expect.poll(() => (folder = siteFolders().find((name) => !before.includes(name)))).toBeDefined();
  await expect.poll(() => leftProcesses(folder ?? '').some((line) => line.includes('postgres'))).toBe(true);
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(stderr).toBe('error: interrupted\n');
  expect(siteFolders()).toEqual(before);
  await expect.poll(() => leftProcesses(folder ?? '')).toEqual([]); // killed ones need a moment to disappear
});

test.each([
  [['--kills', '0'], /--kills must be a whole number/],
  [['--only', 'kill-server,lightning'], /no fault "lightning" here: choose from kill-server/],
])('%j is refused in one line', async (args, line) => {
  const { code, stderr } = await runCommandProcess('chaos', args);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(line);
});
