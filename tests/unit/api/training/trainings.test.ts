import type { TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { canceled, firstProgress, type TrainingJob } from '../../../../apps/api/src/training/training-job.js';
import { ServerEvents } from '../../../../apps/api/src/platform/events/server-events.js';
import { RoomEvents } from '../../../../apps/api/src/rooms/room/room-events.js';
import { Trainings } from '../../../../apps/api/src/training/training.service.js';

const job: TrainingJob = {
  ...{ id: 'one', eventId: 'e', origin: 'taught', kind: 'cnn' },
  ...{ datasetId: null, testDatasetId: null, isRunning: true },
};
const end: TrainingEnd = { id: job.id, origin: job.origin, ...canceled };

/** Trainings on one node, with the messages sent to its consoles. */
function node(pending: () => Promise<readonly TrainingJob[]> = () => Promise.resolve([])) {
  const sent: unknown[] = [];
  const removed: string[] = [];
  const queue = {
    listPending: pending,
    findOutcome: () => Promise.resolve(undefined),
    add: () => Promise.resolve({ ...job, id: 'two', isRunning: false }),
    cancel: (id: string) => Promise.resolve(removed.push(id)),
  };
  const events = new RoomEvents();
  const broadcaster = {
    toConsoles: (message: string, value: unknown) => sent.push([message, value]),
    toStages: () => 0,
  };
  const bus = { publish: () => undefined, on: () => undefined };
  const training = new Trainings(
    queue as never,
    { check: () => Promise.resolve() } as never,
    { eventId: job.eventId, events, broadcaster, bus } as never,
    new ServerEvents(),
  );
  training.onOpen();
  const ends = (): unknown[] => sent.filter((one) => (one as unknown[])[0] === 'training:ended');
  /** The spellbook of the room changes. */
  const move = (): void => {
    events.emit('spellbook:changed', null);
  };
  return { training, ends, removed, move };
}

describe('Trainings', () => {
  test('reports the end of a training once, even without earlier progress', () => {
    const { training, ends } = node();
    training.ended(end);
    training.ended(end);
    expect(ends()).toEqual([['training:ended', end]]);
    const late: TrainingProgress = { ...firstProgress(job), stage: 'training' };
    training.progressed(late); // arrives late
    expect(training.current).toBeNull();
    expect(training.isCanceled(job.id)).toBe(true); // so that a node that takes it now stops
  });

  test('does not restore an ended training from an outdated read of the queue', async () => {
    const { training } = node();
    training.progressed(firstProgress(job));
    training.ended(end);
    await training.reconcile([job]);
    expect(training.current).toBeNull();
    expect(training.isIdle).toBe(true);
  });
});

test('[E1] does not report the end of a training from before the spellbook changed, unless it progressed since', () => {
  const { training, ends, move } = node();
  const next = { ...firstProgress(job), id: 'two' };
  for (const progress of [firstProgress(job), next]) training.progressed(progress);
  move();
  expect(training.current).toBeNull();
  training.ended(end);
  training.progressed(next);
  expect(training.isCanceled('two')).toBe(false);
  expect(training.current?.id).toBe('two');
  training.ended({ ...end, id: 'two' });
  expect(ends()).toEqual([['training:ended', { ...end, id: 'two' }]]);
});

test('[T2] withdraws the second of two trainings that two nodes queued at once', async () => {
  let reads = 0;
  const second = { ...job, id: 'two', isRunning: false };
  const { training, removed } = node(() => Promise.resolve(reads++ === 0 ? [] : [job, second]));
  await expect(training.train({ kind: 'cnn', datasetId: null, testDatasetId: null })).rejects.toThrow('training-busy');
  expect(removed).toEqual(['two']);
});
