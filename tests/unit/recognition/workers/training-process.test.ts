import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { simulateRoom, seeded, starterSpellbook } from '@wandcast/gesture';
import { TrainingProcessError, trainInProcess } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';
import { isRunning, launchersOf, trainingsOf } from '../../../support/room/training-processes.js';

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
    expect([...priorities]).toEqual([Math.min(19, getPriority() + 10)]);
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

  test('end the training if one needs more memory than it may', async () => {
    const training = trainInProcess({ casts }, { ...options, memoryMb: 64 });
    await expect(training).rejects.toThrow(TrainingProcessError);
    await expect(training).rejects.toThrow('the training process ended (it needs more than 64 MB of memory)');
    expect(trainingsOf(process.pid)).toEqual([]);
    await trainInProcess({ casts }, { ...options, kind: 'rocket', live: false, memoryMb: 4_096 });
  });

  test('are started again after their launcher was killed', async () => {
    const training = trainInProcess({ casts }, options, {
      onProgress: () => {
        for (const pid of launchersOf(process.pid)) process.kill(pid, 'SIGKILL');
      },
    });
    await expect(training).rejects.toThrow('the training process ended (the launcher ended: SIGKILL)');
    const { artifact } = await trainInProcess({ casts }, { ...options, kind: 'rocket', live: false });
    expect(artifact.card.kind).toBe('rocket');
  });

  test('outlive a signal that was meant for the server', async () => {
    let isSignaled = false;
    const training = trainInProcess({ casts }, options, {
      onFirst: () => {
        isSignaled = true;
        for (const pid of [...launchersOf(process.pid), ...trainingsOf(process.pid)])
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.kill(pid, signal);
      },
    });
    await expect(training).resolves.toBeDefined();
    expect(isSignaled).toBe(true);
  });

  test('keep no process alive that only prepared one', async () => {
    const program = `import { prepareTraining } from '@wandcast/recognition'; prepareTraining('wasm');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('end with the process that waits for them, however it ends', async () => {
    const args = ['--input-type=module', '-e', PROGRAM, JSON.stringify(options)];
    const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data'); // it has begun
    const children = [...launchersOf(parent.pid ?? 0), ...trainingsOf(parent.pid ?? 0)];
    expect(children).toHaveLength(3);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  });
});

function prioritiesOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => getPriority(Number(thread)));
  } catch {
    return []; // it has just ended
  }
}
