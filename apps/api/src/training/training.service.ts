import {
  FailureError,
  type FromConsole,
  type ModelKind,
  type TrainingEnd,
  type TrainingProgress,
} from '@wandcast/protocol';
import { TrainingData } from './training-data.service.js';
import { canceled, firstProgress, type TrainingJob, type TrainingOrigin } from './training-job.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { ServerEvents } from '../platform/events/server-events.js';

/** The trainings of the event as everyone sees them: requested here, run by whichever node takes them. */
@RoomPart()
export class Trainings implements RoomLifecycle {
  /** The one that runs, then those that wait. */
  private pending: readonly TrainingProgress[] = [];
  /** Canceled, with a node that has not let go yet. */
  private readonly ending = new Set<string>();
  private readonly missing = new Set<string>();
  /** Those that have ended: what was said of them before may come after it. */
  private readonly over = new Set<string>();
  /** Those of before the room moved on, unless they are heard of again: how they end is nobody's news. */
  private readonly past = new Set<string>();
  private told = 'null';
  /** One request at a time, so that each sees what the one before did. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly queue: TrainingQueueRepository,
    private readonly lessons: TrainingData,
    private readonly room: Room,
    private readonly serverEvents: ServerEvents,
  ) {}

  onOpen(): void {
    this.room.events.on('spellbook:changed', () => {
      for (const { id } of this.pending) this.past.add(id); // what was trained for what is over is canceled
      this.become([]);
    });
    this.room.bus.on('training-progressed', ({ progress }) => {
      this.hearProgress(progress);
    });
    this.room.bus.on('training-canceled', ({ id }) => {
      this.hearCancel(id);
    });
    this.room.bus.on('training-ended', ({ end }) => {
      this.hearEnd(end);
    });
  }

  /** The training that runs, else the first that waits. */
  get current(): TrainingProgress | null {
    return this.pending.find(({ id }) => !this.ending.has(id)) ?? null;
  }
  get isIdle(): boolean {
    return this.pending.length === 0;
  }

  /** A moderator's. @throws FailureError `training-busy`, `training-needs-data`, `dataset-unknown`, `dataset-needs-data` */
  train({ kind, datasetId }: FromConsole<'model:train'>): Promise<TrainingProgress> {
    return this.request('taught', kind, datasetId);
  }

  /**
   * Puts a training into the queue, in place of those it makes idle.
   * @throws FailureError of TrainingData.check, and `training-busy` if a moderator's own waits or runs
   */
  request(origin: TrainingOrigin, kind: ModelKind, datasetId: string | null = null): Promise<TrainingProgress> {
    const asked = this.turn.then(async () => {
      await this.lessons.check(datasetId);
      const jobs = await this.listPending();
      const idle = jobs.filter((job) => this.isIdleBeside(job, origin));
      if (origin === 'taught' && jobs.some((job) => job.origin === 'taught' && !idle.includes(job)))
        throw new FailureError('training-busy');
      for (const job of idle) await this.cancelJob(job);
      const job = await this.queue.add({ eventId: this.room.id, origin, kind, datasetId });
      if (job === undefined) return this.waiting(origin);
      if (origin === 'taught') await this.giveWay(job);
      return this.queued(job);
    });
    this.turn = asked.catch(() => undefined);
    return asked;
  }

  /** Whether it waits or runs, on whichever node. @throws FailureError `training-unknown` */
  async cancel({ trainingId }: FromConsole<'training:cancel'>): Promise<null> {
    const job = (await this.listPending()).find(({ id }) => id === trainingId);
    if (job === undefined) throw new FailureError('training-unknown', trainingId);
    await this.cancelJob(job);
    return null;
  }

  /** The room has another spellbook, or its event is over: what waits or runs is of no use any more. */
  async cancelAll(): Promise<void> {
    for (const job of await this.listPending()) await this.cancelJob(job);
  }

  /** Whether someone has canceled it, as far as this node has heard. */
  isCanceled(id: string): boolean {
    return this.ending.has(id) || this.over.has(id);
  }

  /** For the node that trains: tells everyone, everywhere. */
  progressed(progress: TrainingProgress): void {
    this.room.bus.publish({ kind: 'training-progressed', progress });
    this.hearProgress(progress);
  }

  /** For the node that trained: tells everyone, everywhere. */
  ended(end: TrainingEnd): void {
    this.room.bus.publish({ kind: 'training-ended', end });
    this.hearEnd(end);
  }

  /**
   * Takes the queue's word for what waits and runs. What is gone from it without an end having been heard ended while
   * this node was cut off, or its node died after the last word: the second time it is missed its end is looked up.
   */
  async reconcile(jobs: readonly TrainingJob[]): Promise<void> {
    const ids = new Set(jobs.map(({ id }) => id));
    const gone = this.pending.filter(({ id }) => !ids.has(id));
    for (const { id, origin } of gone.filter((one) => this.missing.has(one.id))) {
      const outcome = await this.queue.findOutcome(id);
      if (outcome !== undefined) this.hearEnd({ id, origin, ...outcome });
    }
    this.missing.clear();
    for (const { id } of gone) this.missing.add(id);
    const known = new Map(this.pending.map((progress) => [progress.id, progress]));
    const still = this.pending.filter(({ id }) => !ids.has(id));
    const left = jobs.filter(({ id }) => !this.over.has(id)); // some may have ended since the queue was read
    this.become([
      ...left.map((job) => {
        const progress = known.get(job.id);
        return progress !== undefined && (progress.stage !== 'queued') === job.isRunning
          ? progress
          : firstProgress(job);
      }),
      ...still,
    ]);
  }

  /** Whether `job` makes nothing anyone still waits for, once a training of that origin is requested. */
  private isIdleBeside(job: TrainingJob, origin: TrainingOrigin): boolean {
    if (origin === 'room') return false;
    if (job.origin !== 'taught') return true; // whatever is trained now knows all that it would
    return this.pending.some(({ id, stage }) => id === job.id && stage === 'comparing'); // its model is active
  }

  /** Two nodes may put one each into the queue at once: the second is none. @throws FailureError `training-busy` */
  private async giveWay({ id }: TrainingJob): Promise<void> {
    const [first] = (await this.listPending()).filter((job) => job.origin === 'taught');
    if (first === undefined || first.id === id) return;
    await this.queue.cancel(id);
    throw new FailureError('training-busy');
  }

  /** Jobs of this event. */
  private async listPending(): Promise<TrainingJob[]> {
    return (await this.queue.listPending()).filter(({ eventId }) => eventId === this.room.id);
  }

  private queued(job: TrainingJob): TrainingProgress {
    const progress = firstProgress(job);
    this.progressed(progress);
    return progress;
  }

  /** @throws FailureError `training-busy` if another node was first */
  private waiting(origin: TrainingOrigin): TrainingProgress {
    const progress = this.pending.find((one) => one.origin === origin);
    if (origin === 'taught' || progress === undefined) throw new FailureError('training-busy');
    return progress;
  }

  private async cancelJob({ id, origin, isRunning }: TrainingJob): Promise<void> {
    await this.queue.cancel(id);
    this.room.bus.publish({ kind: 'training-canceled', id });
    this.hearCancel(id);
    if (!isRunning) this.ended({ id, origin, ...canceled }); // else its node says so, when it has stopped
  }

  private hearProgress(progress: TrainingProgress): void {
    if (this.over.has(progress.id)) return;
    this.past.delete(progress.id);
    const isKnown = this.pending.some(({ id }) => id === progress.id);
    this.become(
      isKnown ? this.pending.map((one) => (one.id === progress.id ? progress : one)) : [...this.pending, progress],
    );
    if (progress.stage === 'queued') this.serverEvents.emit('training:queued', null);
  }

  private hearCancel(id: string): void {
    this.ending.add(id);
    this.become(this.pending);
    this.serverEvents.emit('training:canceled', { id });
  }

  private hearEnd(end: TrainingEnd): void {
    this.ending.delete(end.id);
    if (this.over.has(end.id)) return; // told already
    this.over.add(end.id);
    if (!this.past.delete(end.id)) this.room.broadcaster.toConsoles('training:ended', end);
    this.become(this.pending.filter(({ id }) => id !== end.id));
  }

  private become(pending: readonly TrainingProgress[]): void {
    this.pending = [...pending].sort((a, b) => Number(a.stage === 'queued') - Number(b.stage === 'queued'));
    const text = JSON.stringify(this.current);
    if (text === this.told) return;
    this.told = text;
    this.room.broadcaster.toConsoles('training:progressed', this.current);
    this.room.broadcaster.toStages('training:progressed', this.current);
  }
}
