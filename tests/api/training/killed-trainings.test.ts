import type { TrainingProgress } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { openConsole, openRoom, type ConsoleClient } from '../../support/console-client.js';
import { trainingsOf } from '../../support/room/training-processes.js';

const HOOK = 'M20 80 L20 20 L70 20 L70 50';

const room = openRoom();

/** Kills the processes of trainings at so many of their progress reports. @returns stops it */
function killTrainings({ socket }: ConsoleClient, times: number): () => number {
  let killed = 0;
  const kill = (progress: TrainingProgress | null): void => {
    if (progress?.stage !== 'training' || killed >= times) return;
    const pids = trainingsOf(process.pid);
    if (pids.length > 0) killed++;
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  };
  socket.on('training:progressed', kill);
  return () => {
    socket.off('training:progressed', kill);
    return killed;
  };
}

/** Id of the model that answers now. */
async function activeModel(): Promise<string | undefined> {
  const { socket, state } = await openConsole(room.server);
  socket.disconnect();
  return state.model?.id;
}

describe('a training whose processes are killed', () => {
  test('is tried once more', async () => {
    const stop = killTrainings(room.client, 1);
    const ended = room.client.waitForMessage('training:ended');
    await room.client.ask('spell:create', { name: 'Hook', hue: 'veil', glyph: HOOK });
    expect(await ended).toMatchObject({ outcome: 'done', failure: null });
    expect(stop()).toBe(1);
  });

  test('fails the second time, with the reason, and leaves the model that answers', async () => {
    const before = await activeModel();
    const stop = killTrainings(room.client, Infinity);
    const ended = room.client.waitForMessage('training:ended');
    await room.client.ask('spell:create', { name: 'Crook', hue: 'veil', glyph: 'M80 80 L80 20 L30 20 L30 50' });
    expect(await ended).toMatchObject({ outcome: 'failed', failure: { code: 'training-failed' } });
    expect((await ended).failure?.detail).toContain('SIGKILL');
    expect(stop()).toBeGreaterThan(1);
    expect(await activeModel()).toBe(before);
  });
});
