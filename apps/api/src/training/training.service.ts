import {
  FailureError,
  type FromConsole,
  type ModelKind,
  type TrainingEnd,
  type TrainingProgress,
} from '@wandcast/protocol';
import { TrainingData } from './training-data.service.js';
import { canceled, firstProgress, noDatasets, type TrainingJob, type TrainingOrigin } from './training-job.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';

/** The trainings of the event: queues requests and tracks their state. The TrainingDispatcher of its node has them run. */
@RoomPart()
export class Trainings implements RoomLifecycle {
  /** The running training, then the queued ones. */
  private pending: readonly TrainingProgress[] = [];
  /** Canceled trainings that their node has not stopped yet. */
  private readonly ending = new Set<string>();
  private readonly missing = new Set<string>();
  /** Ended trainings, because late progress messages may still arrive for them. */
  private readonly endedIds = new Set<string>();
  /** Trainings from before the spellbook changed. Their end is not reported, unless new progress arrives. */
  private readonly outdated = new Set<string>();
  private lastSent = 'null';
  /** Requests are serialized, so that each sees the effects of the one before. */
  private readonly requests = new SerialQueue();

  constructor(
    private readonly queue: TrainingQueueRepository,
    private readonly trainingData: TrainingData,
    private readonly room: Room,
    private readonly serverEvents: ServerEvents,
  ) {}

  onOpen(): void {
    this.room.events.on('spellbook:changed', () => {
      for (const { id } of this.pending) this.outdated.add(id); // EventLifecycle cancels these
      this.setPending([]);
    });
    this.room.bus.on('training-progressed', ({ progress }) => {
      this.onProgress(progress);
    });
    this.room.bus.on('training-canceled', ({ id }) => {
      this.onCancel(id);
    });
    this.room.bus.on('training-ended', ({ end }) => {
      this.onEnd(end);
    });
  }

  get isBusy(): boolean {
    return this.current !== null;
  }

  /** The running training, else the first queued one. */
  get current(): TrainingProgress | null {
    return this.pending.find(({ id }) => !this.ending.has(id)) ?? null;
  }
  get isIdle(): boolean {
    return this.pending.length === 0;
  }

  /** Queues a moderator's training. @throws FailureError, see `request` */
  train({ kind, ...datasets }: FromConsole<'model:train'>): Promise<TrainingProgress> {
    return this.request('taught', kind, datasets);
  }

  /**
   * Queues a training and cancels those it makes obsolete.
   * @throws FailureError of TrainingData.check, and `training-busy` if a moderator's training is already pending
   */
  request(origin: TrainingOrigin, kind: ModelKind, datasets = noDatasets): Promise<TrainingProgress> {
    return this.requests.run(async () => {
      await this.trainingData.check(datasets);
      const jobs = await this.listPending();
      const obsolete = jobs.filter((job) => this.isObsoleteAfter(job, origin));
      if (origin === 'taught' && jobs.some((job) => job.origin === 'taught' && !obsolete.includes(job)))
        throw new FailureError('training-busy');
      for (const job of obsolete) await this.cancelJob(job);
      const job = await this.queue.add({ eventId: this.room.eventId, origin, kind, ...datasets });
      if (job === undefined) return this.waiting(origin);
      if (origin === 'taught') await this.yieldToFirst(job);
      return this.queued(job);
    });
  }

  /** Cancels a queued or running training on any node. @throws FailureError `training-unknown` */
  async cancel({ trainingId }: FromConsole<'training:cancel'>): Promise<null> {
    const job = (await this.listPending()).find(({ id }) => id === trainingId);
    if (job === undefined) throw new FailureError('training-unknown', trainingId);
    await this.cancelJob(job);
    return null;
  }

  /** Cancels all pending trainings, after the spellbook was switched or the event ended. */
  async cancelAll(): Promise<void> {
    for (const job of await this.listPending()) await this.cancelJob(job);
  }

  /** Whether the training was canceled or has ended, as far as this node knows. */
  isCanceled(id: string): boolean {
    return this.ending.has(id) || this.endedIds.has(id);
  }

  /** Called by the training node: reports progress on all nodes. */
  progressed(progress: TrainingProgress): void {
    this.room.bus.publish({ kind: 'training-progressed', progress });
    this.onProgress(progress);
  }

  /** Called by the training node: reports the end on all nodes. */
  ended(end: TrainingEnd): void {
    this.room.bus.publish({ kind: 'training-ended', end });
    this.onEnd(end);
  }

  /**
   * Synchronizes the pending trainings with the queue. A training that left the queue without a message ended while
   * this node was disconnected, or its node died. When it is missing twice in a row, its outcome is read from the queue.
   */
  async reconcile(jobs: readonly TrainingJob[]): Promise<void> {
    const ids = new Set(jobs.map(({ id }) => id));
    const unqueued = this.pending.filter(({ id }) => !ids.has(id));
    for (const { id, origin } of unqueued.filter((one) => this.missing.has(one.id))) {
      const outcome = await this.queue.findOutcome(id);
      if (outcome !== undefined) this.onEnd({ id, origin, ...outcome });
    }
    this.missing.clear();
    for (const { id } of unqueued) this.missing.add(id);
    const known = new Map(this.pending.map((progress) => [progress.id, progress]));
    const still = this.pending.filter(({ id }) => !ids.has(id));
    const left = jobs.filter(({ id }) => !this.endedIds.has(id)); // may have ended since the queue was read
    this.setPending([
      ...left.map((job) => {
        const progress = known.get(job.id);
        return progress !== undefined && (progress.stage !== 'queued') === job.isRunning
          ? progress
          : firstProgress(job);
      }),
      ...still,
    ]);
  }

  /** Whether `job` becomes obsolete once a training of this origin is requested. */
  private isObsoleteAfter(job: TrainingJob, origin: TrainingOrigin): boolean {
    if (origin === 'room') return false;
    if (job.origin !== 'taught') return true; // the new training includes all its data
    return this.pending.some(({ id, stage }) => id === job.id && stage === 'comparing'); // its model is stored already
  }

  /** Withdraws a job if another node queued one at the same time and was first. @throws FailureError `training-busy` */
  private async yieldToFirst({ id }: TrainingJob): Promise<void> {
    const [first] = (await this.listPending()).filter((job) => job.origin === 'taught');
    if (first === undefined || first.id === id) return;
    await this.queue.cancel(id);
    throw new FailureError('training-busy');
  }

  /** Pending jobs of this event. */
  private async listPending(): Promise<TrainingJob[]> {
    return (await this.queue.listPending()).filter(({ eventId }) => eventId === this.room.eventId);
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
    this.onCancel(id);
    if (!isRunning) this.ended({ id, origin, ...canceled }); // else its node reports the end once it has stopped
  }

  private onProgress(progress: TrainingProgress): void {
    if (this.endedIds.has(progress.id)) return;
    this.outdated.delete(progress.id);
    const isKnown = this.pending.some(({ id }) => id === progress.id);
    this.setPending(
      isKnown ? this.pending.map((one) => (one.id === progress.id ? progress : one)) : [...this.pending, progress],
    );
    if (progress.stage === 'queued') this.serverEvents.emit('training:queued', null);
  }

  private onCancel(id: string): void {
    this.ending.add(id);
    this.setPending(this.pending);
    this.serverEvents.emit('training:canceled', { id });
  }

  private onEnd(end: TrainingEnd): void {
    this.ending.delete(end.id);
    if (this.endedIds.has(end.id)) return; // already reported
    this.endedIds.add(end.id);
    if (!this.outdated.delete(end.id)) this.room.broadcaster.toConsoles('training:ended', end);
    this.setPending(this.pending.filter(({ id }) => id !== end.id));
  }

  private setPending(pending: readonly TrainingProgress[]): void {
    this.pending = [...pending].sort((a, b) => Number(a.stage === 'queued') - Number(b.stage === 'queued'));
    const text = JSON.stringify(this.current);
    if (text === this.lastSent) return;
    this.lastSent = text;
    this.room.broadcaster.toConsoles('training:progressed', this.current);
    this.room.broadcaster.toStages('training:progressed', this.current);
  }
}
