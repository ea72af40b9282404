import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { simulateRoom, seeded, starterSpellbook } from '@wandcast/gesture';
import { trainInProcess } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 3).map(({ id, glyph }) => [id, glyph ?? '']));
const casts = simulateRoom(glyphs, { people: 4, castsPerSpell: 6 }, seeded(1));
const options = { kind: 'auto', spells: Object.keys(glyphs), glyphs, seed: 1, engine: 'wasm' } as const;

const PROGRAM = `
  import { simulateRoom, seeded } from '@wandcast/gesture';
  import { trainInProcess } from '@wandcast/recognition';
  const options = JSON.parse(process.argv[1]);
  const casts = simulateRoom(options.glyphs, { people: 4, castsPerSpell: 6 }, seeded(1));
  await trainInProcess({ casts }, options, { onProgress: ({ done }) => console.log(done) });
`;

describe.runIf(process.platform === 'linux')('the processes of a training', () => {
  test('run with a lower priority on all their threads', async () => {
    const priorities = new Set<number>();
    await trainInProcess({ casts }, options, {
      onProgress: () => {
        for (const pid of trainingsOf(process.pid)) for (const priority of prioritiesOf(pid)) priorities.add(priority);
      },
    });
    expect([...priorities]).toEqual([Math.min(19, getPriority() + 5)]);
    expect(trainingsOf(process.pid)).toEqual([]);
  });

  test('cost what they report, each once', async () => {
    const costs: { cpuSeconds: number; peakMb: number }[] = [];
    await trainInProcess({ casts }, options, { onCost: (cost) => costs.push(cost) });
    expect(costs).toHaveLength(2);
    for (const { cpuSeconds, peakMb } of costs) {
      expect(cpuSeconds).toBeGreaterThan(0.1);
      expect(peakMb).toBeGreaterThan(50);
    }
  });

  test('end the training if one is killed, and leave this process as it is', async () => {
    let killed = false;
    const training = trainInProcess({ casts }, options, {
      onProgress: () => {
        if (killed) return;
        killed = true;
        for (const pid of trainingsOf(process.pid).slice(0, 1)) process.kill(pid, 'SIGKILL');
      },
    });
    await expect(training).rejects.toThrow('the training process ended (SIGKILL)');
    expect(trainingsOf(process.pid)).toEqual([]);
  });

  test('end with the process that waits for them, however it ends', async () => {
    const args = ['--input-type=module', '-e', PROGRAM, JSON.stringify(options)];
    const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data'); // it has begun
    const trainings = trainingsOf(parent.pid ?? 0);
    expect(trainings).toHaveLength(2);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => trainings.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  });
});

/** Process ids of the trainings that a launcher of `parent` has started. */
function trainingsOf(parent: number): number[] {
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\s+(\d+)/m.exec(fileOf(Number(name), 'status'))?.[1]),
    }));
  const launchers = running.filter((one) => one.parent === parent).map(({ pid }) => pid);
  return running.filter((one) => launchers.includes(one.parent) && isRunning(one.pid)).map(({ pid }) => pid);
}

const isRunning = (pid: number): boolean => fileOf(pid, 'cmdline').includes('train.process.js');

function prioritiesOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => getPriority(Number(thread)));
  } catch {
    return []; // it has just ended
  }
}

/** @returns empty if the process has ended */
function fileOf(pid: number, name: 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
