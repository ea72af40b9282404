import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLoadCasts } from '../../apps/tools/src/bench/load/bench-cast.js';
import { castStartTimes, runLoad, type Caster } from '../../apps/tools/src/bench/load/cast-load.js';
import { treeCpuMs } from '../../apps/tools/src/environment/process-usage.js';
import { root, runCommandProcess } from '../support/server-process.js';

/** A bench in its own process group and temporary folder, so that the test finds anything it leaves behind. */
interface Bench {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
}

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  await chmod(temporary, 0o755); // as root, PostgreSQL runs as nobody
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

function startBench(...args: string[]): Bench {
  const script = path.join(root, 'apps/tools/dist/commands/bench/bench.js');
  const env = { ...process.env, TMPDIR: temporary };
  const child = spawn(process.execPath, [script, ...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, stdout: () => stdout, stderr: () => stderr };
}

function hasRunningProcess({ child }: Bench): boolean {
  try {
    return process.kill(-(child.pid ?? 0), 0);
  } catch {
    return false;
  }
}

describe('the load', () => {
  test('spreads N/6 casts per second evenly', () => {
    const starts = castStartTimes(30, 12).flat();
    expect(starts.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => 200 * i));
  });

  test('gives no cast to people whose turn comes too late', () => {
    expect(castStartTimes(3, 3)).toEqual([[0], [2000], []]);
  });

  test('consists of the same casts of 2 to 3 s every time, in batches that contain every sample once', () => {
    const casts = createLoadCasts(7);
    expect(createLoadCasts(7).map(({ batches }) => batches)).toEqual(casts.map(({ batches }) => batches));
    for (const { samples, batches } of casts) {
      expect(samples.at(-1)?.t).toBeGreaterThanOrEqual(2_000);
      expect(samples.at(-1)?.t).toBeLessThanOrEqual(3_000);
      // a header of 6 bytes; a time and nine axes of 2 bytes each per sample
      const sent = batches.reduce((total, { bytes }) => total + (bytes.length - 6) / 20, 0);
      expect(sent).toBe(samples.length);
    }
  });

  test('fails at the first refused cast', async () => {
    const refused: Caster = { cast: () => Promise.reject(new Error('refused')) };
    const load = runLoad([refused], createLoadCasts(7), 60, new AbortController().signal, () => undefined);
    await expect(load).rejects.toThrow('refused');
  });
});

test.skipIf(process.platform !== 'linux')(
  'the CPU time of a process includes its running and ended children',
  async () => {
    const spin = 'while (process.cpuUsage().user < 500_000);'; // us
    const parent = `const { execFileSync } = require('node:child_process');
    execFileSync(process.execPath, ['-e', ${JSON.stringify(spin)}]); console.log('done'); process.stdin.resume()`;
    const child = spawn(process.execPath, ['-e', parent], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const spent = treeCpuMs(child.pid ?? 0);
    expect(treeCpuMs(process.pid)).toBeGreaterThan(spent);
    child.stdin.end();
    await once(child, 'exit');
    expect(spent).toBeGreaterThanOrEqual(480); // ms, in steps of 10
    expect(treeCpuMs(child.pid ?? 0)).toBe(0);
  },
);

describe.skipIf(process.platform !== 'linux')('npm run bench', () => {
  test('measures the floor, Wandcast and the naive server in one run, loses no cast and leaves nothing behind', async () => {
    const bench = startBench('--wands', '5', '--seconds', '2', '--json');
    const [code] = (await once(bench.child, 'close')) as [number | null];
    expect(bench.stderr()).toBe('');
    expect(code).toBe(0);
    const measured = { p50: expect.any(Number) as number, p99: expect.any(Number) as number };
    expect(JSON.parse(bench.stdout().trim().split('\n').at(-1) ?? '')).toMatchObject({
      floor: { cpuMsPerCast: expect.any(Number) as number, casts: 2, unanswered: 0 },
      ours: {
        cpuMsPerCast: expect.any(Number) as number,
        castsPerSecond: expect.any(Number) as number,
        casts: 2,
        unanswered: 0,
        lost: 0,
        stageMs: measured,
        ackMs: measured,
        rssMb: expect.any(Number) as number,
      },
      naive: { cpuMsPerCast: expect.any(Number) as number, wands: 5, casts: 2, unanswered: 0 },
      underNaive: expect.any(Number) as number,
    });
    expect(hasRunningProcess(bench)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });

  test('reports an interruption in one line and leaves nothing behind', async () => {
    const bench = startBench('--wands', '5', '--seconds', '2');
    while ((await readdir(temporary)).length === 0 && bench.child.exitCode === null) await sleep(20);
    bench.child.kill('SIGINT');
    const [code] = (await once(bench.child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(bench.stderr()).toBe('error: interrupted\n');
    expect(hasRunningProcess(bench)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });

  test.each([
    ['--wands', '0', 'error: --wands must be a whole number from 1 to 5000, not "0"\n'],
    ['--seconds', 'soon', 'error: --seconds must be a whole number from 1 to 600, not "soon"\n'],
  ])('refuses %s %s in one line', async (flag, value, message) => {
    expect(await runCommandProcess('bench', [flag, value])).toMatchObject({ code: 1, stdout: '', stderr: message });
  });

  test('refuses more wands than the open-file limit allows', async () => {
    const script = path.join(root, 'apps/tools/dist/commands/bench/bench.js');
    const child = spawn('sh', ['-c', `ulimit -n 256 && exec "$0" "$1" --wands 500`, process.execPath, script]);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(stderr).toBe('error: 500 wands need 600 open files, this shell allows 256: ulimit -n 600\n');
  });
});
