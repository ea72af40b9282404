import type { TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { canceled, firstProgress, type TrainingJob } from '../../../../apps/api/src/training/training-job.js';
import { ServerEvents } from '../../../../apps/api/src/platform/events/server-events.js';
import { RoomEvents } from '../../../../apps/api/src/rooms/room/room-events.js';
import { Trainings } from '../../../../apps/api/src/training/training.service.js';

const job: TrainingJob = { id: 'one', eventId: 'e', origin: 'taught', kind: 'cnn', datasetId: null, isRunning: true };
const end: TrainingEnd = { id: job.id, origin: job.origin, ...canceled };

/** The news of trainings on one node, and what its consoles hear. */
function node(pending: () => Promise<readonly TrainingJob[]> = () => Promise.resolve([])) {
  const told: unknown[] = [];
  const removed: string[] = [];
  const queue = {
    listPending: pending,
    findOutcome: () => Promise.resolve(undefined),
    add: () => Promise.resolve({ ...job, id: 'two', isRunning: false }),
    cancel: (id: string) => Promise.resolve(removed.push(id)),
  };
  const events = new RoomEvents();
  const broadcaster = {
    toConsoles: (message: string, value: unknown) => told.push([message, value]),
    toStages: () => 0,
  };
  const bus = { publish: () => undefined, on: () => undefined };
  const training = new Trainings(
    queue as never,
    { check: () => Promise.resolve() } as never,
    { id: job.eventId, events, broadcaster, bus } as never,
    new ServerEvents(),
  );
  training.onOpen();
  const ends = (): unknown[] => told.filter((one) => (one as unknown[])[0] === 'training:ended');
  /** The room has moved on. */
  const move = (): void => {
    events.emit('spellbook:changed', null);
  };
  return { training, ends, removed, move };
}

describe('the news of a training', () => {
  test('is over with its end, which is told once, also where nothing was heard of it before', () => {
    const { training, ends } = node();
    training.ended(end);
    training.ended(end);
    expect(ends()).toEqual([['training:ended', end]]);
    const late: TrainingProgress = { ...firstProgress(job), stage: 'training' };
    training.progressed(late); // it was on its way
    expect(training.current).toBeNull();
    expect(training.isCanceled(job.id)).toBe(true); // whoever takes it now lets go of it
  });

  test('is not begun again by a queue that was read before its end', async () => {
    const { training } = node();
    training.progressed(firstProgress(job));
    training.ended(end);
    await training.reconcile([job]);
    expect(training.current).toBeNull();
    expect(training.isIdle).toBe(true);
  });
});

test('[E1] what was trained before the room moved on ends unheard; what is heard of again goes on', () => {
  const { training, ends, move } = node();
  const next = { ...firstProgress(job), id: 'two' };
  for (const progress of [firstProgress(job), next]) training.progressed(progress); // the second may come before the move
  move();
  expect(training.current).toBeNull();
  training.ended(end);
  training.progressed(next);
  expect(training.isCanceled('two')).toBe(false);
  expect(training.current?.id).toBe('two');
  training.ended({ ...end, id: 'two' });
  expect(ends()).toEqual([['training:ended', { ...end, id: 'two' }]]);
});

test('[T2] of two that two nodes put into the queue at once, the second is taken out again', async () => {
  let looks = 0;
  const second = { ...job, id: 'two', isRunning: false };
  const { training, removed } = node(() => Promise.resolve(looks++ === 0 ? [] : [job, second]));
  await expect(training.train({ kind: 'cnn', datasetId: null })).rejects.toThrow('training-busy');
  expect(removed).toEqual(['two']);
});
